import { fork, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { workFolder } from '../process/checkout.ts';
import { learnFolders } from '../manifests/known-values.ts';
import { defined } from '../values/defined.ts';
import { makeFolder } from '../process/make-folder.ts';
import { writePrivateFile } from '../process/write-file.ts';
import { hideSecrets } from '../secrets/known-secrets.ts';
import type { LessonEvent, RunnerMessage } from '../lesson-process/events.ts';
import type { RunContext } from '../lesson-process/run-context.ts';
import { letClusterGoFirst } from './lesson-priority.ts';

export interface ChildOptions {
  /** What it runs: one lesson (`main`, whose argument is the spec), or one after the other (`judge`). */
  program: 'main' | 'judge';
  args: readonly string[];
  /** Name of the folder, below `evidence`, in which what it prints is written. */
  output: string;
  context: Pick<RunContext, 'reportDir'>;
  onEvent: (event: LessonEvent) => void;
}

/** Node keeps there what it has compiled: a lesson then loads in half of the processor time. */
const compileCache = join(workFolder, 'compile-cache');

const living = new Set<LessonChild>();

/** For a run that leaves at once. */
export function killAllLessons(): void {
  for (const child of living) child.kill();
}

/** How the process ended, as the operating system tells it. */
export interface ChildEnd {
  toldAll: boolean;
  /** `exit code 1` or a signal's name. */
  how: string;
}

/**
 * One lesson's process, in a process group of its own: a Ctrl-C of the terminal reaches the runner alone, which then
 * tells the lessons, so that their clean-up is not killed half way.
 */
export class LessonChild {
  /** Path of its standard output and error, relative to the report folder. */
  readonly output: string;
  readonly ended: Promise<ChildEnd>;
  readonly #child: ChildProcess;

  constructor(options: ChildOptions) {
    const { context } = options;
    this.output = join('evidence', options.output, 'output.log');
    const outputFile = join(context.reportDir, this.output);
    const log = openOutput(outputFile);
    this.#child = fork(join(import.meta.dirname, '../lesson-process', `${options.program}.ts`), [...options.args], {
      detached: true,
      execArgv: [],
      stdio: ['ignore', log ?? 'ignore', log ?? 'ignore', 'ipc'],
      env: { NODE_COMPILE_CACHE: compileCache, ...process.env },
    });
    if (log !== undefined) closeSync(log);
    if (this.#child.pid !== undefined) letClusterGoFirst(this.#child.pid);
    living.add(this);
    let toldAll = false;
    this.#child.on('message', (event: LessonEvent) => {
      if (event.type === 'done') toldAll = true;
      options.onEvent(event);
    });
    this.ended = new Promise((resolve) => {
      const end = (how: string): void => {
        living.delete(this);
        tidyOutput(outputFile);
        resolve({ toldAll, how });
      };
      this.#child.once('exit', () => { this.#killGroup(); });
      // `close` rather than `exit`: only then every message has been read.
      this.#child.once('close', (code, signal) => { end(signal ?? `exit code ${code ?? 'unknown'}`); });
      this.#child.once('error', (error) => { end(error.message); });
    });
  }

  /** The process of one lesson, which has been told its context. `grep`: pattern of the tests that are chosen. */
  static ofLesson(specFile: string, context: RunContext, { grep, onEvent }: Pick<ChildOptions, 'onEvent'> & { grep?: string }): LessonChild {
    learnFolders(context.manifests);
    const child = new LessonChild({ program: 'main', args: [specFile], output: context.lesson, context, onEvent });
    child.send({ type: 'context', context, ...defined({ grep }) });
    return child;
  }

  send(message: RunnerMessage): void {
    // A child that has just ended, or could not be started, is reported by `ended`.
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Asks it to stop its test and clean up. */
  terminate(): void {
    this.#child.kill('SIGTERM');
  }

  /** Ends it and whatever it started. */
  kill(): void {
    if (!this.#killGroup()) this.#child.kill('SIGKILL');
  }

  /** What the process started must not outlive it. False when there is no such group (any more). */
  #killGroup(): boolean {
    const { pid } = this.#child;
    if (pid === undefined) return false;
    try {
      return process.kill(-pid, 'SIGKILL');
    } catch {
      return false;
    }
  }
}

/** Undefined where the disk takes no more files: what the lesson proves does not need its output. */
function openOutput(file: string): number | undefined {
  try {
    makeFolder(dirname(file), 0o700);
    return openSync(file, 'w', 0o600);
  } catch {
    return undefined;
  }
}

/** What a process prints in its last moments nobody has looked through for secrets. */
function tidyOutput(file: string): void {
  try {
    const text = readFileSync(file, 'utf8');
    const shown = hideSecrets(text);
    if (text === '') rmSync(file);
    else if (shown !== text) writePrivateFile(file, shown);
  } catch {
    // The disk took no file.
  }
}
