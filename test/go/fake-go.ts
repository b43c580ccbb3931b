import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Go } from '../../harness/go/ensure-go.ts';
import type { Workbench } from '../../harness/images/recipe.ts';
import { runCommand } from '../../harness/process/run-command.ts';

/** A `go` that writes down how it is called, and a bench to work on. */
export interface FakeGo {
  go: Go;
  bench: Workbench;
  /** What was said, in English. */
  said: string[];
  /** Each call: the name of the folder that it was made in, and its arguments. */
  calls: () => Promise<string[]>;
  remove: () => Promise<void>;
}

/** @param brokenDownloads how many downloads of modules break off before one succeeds */
export async function fakeGo({ brokenDownloads = 0, signal = new AbortController().signal } = {}): Promise<FakeGo> {
  const root = await mkdtemp(join(tmpdir(), 'cndjp-go-'));
  const log = join(root, 'calls');
  const script = `#!/bin/sh
echo "$(basename "$PWD") $*" >> ${log}
[ "$1 $2" != 'mod download' ] || [ $(grep -c 'mod download' ${log}) -gt ${brokenDownloads} ]
`;
  await writeFile(join(root, 'go'), script, { mode: 0o755 });
  const said: string[] = [];
  const bench: Workbench = {
    source: root, scratch: root, downloads: root, out: '/out', signal,
    artifact: () => { throw new Error('no artifact is needed'); },
    run: async (command, args, options = {}) => await runCommand(command, args, { deadlineMs: 10_000, ...options }),
    say: (step) => { said.push(typeof step === 'string' ? step : step.en); },
  };
  return {
    go: { program: join(root, 'go'), version: '1.26.8', env: {} }, bench, said,
    calls: async () => (await readFile(log, 'utf8')).trim().split('\n'),
    remove: async () => { await rm(root, { recursive: true }); },
  };
}
