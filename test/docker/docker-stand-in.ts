import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Stands in for the `docker` on the PATH of this process, until it is removed. */
export class DockerStandIn {
  /** A folder of its own, for what its script keeps. */
  readonly dir = mkdtempSync(join(tmpdir(), 'docker-'));
  readonly #path = process.env['PATH'];

  /** @param script that `sh` runs, with the arguments of `docker`; given once more, the new one counts */
  constructor(script = 'exit 1') {
    this.says(script);
    process.env['PATH'] = `${this.dir}${delimiter}${this.#path ?? ''}`;
  }

  says(script: string): void {
    writeFileSync(join(this.dir, 'docker'), `#!/bin/sh\n${script}\n`);
    chmodSync(join(this.dir, 'docker'), 0o755);
  }

  remove(): void {
    process.env['PATH'] = this.#path;
    rmSync(this.dir, { recursive: true });
  }
}
