import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Results } from '../../harness/verdict/results.ts';

/** How a run has ended. */
export interface Ended {
  code: number | null;
  output: string;
  /** Absent when the run did not get so far. */
  results?: Results;
  /** What the fake stages did. */
  stages: string[];
}

export interface Settings {
  fake?: string;
  env?: Record<string, string>;
  /** Called with all that was said so far, each time that something is. */
  onOutput?: (output: string, signal: (name: NodeJS.Signals) => void, stopReading: () => void) => void;
  underNpm?: boolean;
}

/** `npm test` with lessons of its own and a cluster that is none, in a folder of its own. */
export class NpmTest {
  readonly folder = mkdtempSync(join(tmpdir(), 'test-command-'));
  readonly report = join(this.folder, 'report');

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  /** Runs it to its end. */
  async run(args: readonly string[], settings: Settings = {}): Promise<Ended> {
    const { folder, report } = this;
    const command = [process.execPath, join(import.meta.dirname, 'fixtures', 'run-with-fakes.ts'), ...(args.includes('--report') ? args : [...args, '--report', report])];
    // A shell of npm's stays the parent of what it runs.
    const [program = '', ...rest] = settings.underNpm === true ? ['sh', '-c', '"$@"; exit $?', 'sh', ...command] : command;
    const child = spawn(program, rest, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, GITHUB_ACTIONS: '', LANG: 'C', ...(settings.underNpm === true ? { npm_lifecycle_event: 'test' } : {}), ...settings.env, FAKE: settings.fake ?? '', FAKE_FOLDER: folder },
    });
    let output = '';
    const hear = (chunk: Buffer): void => {
      output += chunk.toString();
      settings.onOutput?.(output, (name) => { child.kill(name); }, () => { child.stdout.destroy(); });
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    const code = await new Promise<number | null>((resolve) => { child.once('close', resolve); });
    const file = join(report, 'results.json');
    const stages = existsSync(join(folder, 'stages.log')) ? readFileSync(join(folder, 'stages.log'), 'utf8').trim().split('\n') : [];
    return { code, output, stages, ...(existsSync(file) ? { results: JSON.parse(readFileSync(file, 'utf8')) as Results } : {}) };
  }

  /** What the next run would find to remove. */
  records(): string[] {
    return existsSync(join(this.folder, 'records')) ? readdirSync(join(this.folder, 'records')) : [];
  }
}
