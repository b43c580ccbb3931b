import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Given } from '../../../harness/lesson/given.ts';
import { runToEnd } from '../../../harness/process/run-command.ts';
import { ControlPlane } from '../../../specs/etcd/control-plane.ts';

/** A node whose files lie in a folder of this machine, where its programs are run. Its etcd gives snapshots with this content. */
export class LocalNode {
  readonly #dir = mkdtempSync(join(tmpdir(), 'node-'));
  readonly #snapshot: string;
  /** What etcdctl was asked for. */
  readonly asked: (readonly string[])[] = [];

  constructor(snapshot = '') {
    this.#snapshot = snapshot;
  }

  get controlPlane(): ControlPlane {
    const given = { node: () => ({ run: async (command: readonly string[], options: { input?: string }) => await this.#run(command, options) }) };
    return new ControlPlane(given as unknown as Given, 'control-plane');
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(this.#here(path)), { recursive: true });
    writeFileSync(this.#here(path), text);
  }

  read(path: string): string {
    return readFileSync(this.#here(path), 'utf8');
  }

  remove(): void {
    rmSync(this.#dir, { recursive: true });
  }

  #here(path: string): string {
    return path.replace(/^\/(var|etc)\//, `${this.#dir}/$1/`);
  }

  async #run(command: readonly string[], { input }: { input?: string }): ReturnType<typeof runToEnd> {
    if (command.includes('etcdctl')) {
      this.asked.push(command.slice(command.indexOf('etcdctl')));
      this.write(command.at(-1) ?? '', this.#snapshot);
      return { stdout: '', stderr: '', exitCode: 0 };
    }
    const [program = '', ...args] = command.map((word) => this.#here(word));
    return await runToEnd(program, args, { deadlineMs: 20_000, ...(input === undefined ? {} : { input }) });
  }
}
