import { expect } from 'chai';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandFailed } from '../../harness/process/run-command.ts';
import { runGroup } from '../../harness/process/run-group.ts';

describe('runGroup', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cndjp-group-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const run = (script: string, deadlineMs = 10_000, signal = new AbortController().signal): Promise<string> =>
    runGroup('sh', ['-c', script], { cwd: folder, env: { NAME: 'value' }, deadlineMs, signal, log: join(folder, 'log') });

  it('resolves with the output and keeps all of it in the log', async () => {
    expect(await run('echo "$NAME"; echo trouble >&2')).to.equal('value');
    expect(await readFile(join(folder, 'log'), 'utf8')).to.include('value').and.include('trouble');
  });

  it('ends what the program started, when it is late', async () => {
    const failure = await run('sleep 60 & echo $! > child; wait', 200).catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(CommandFailed);
    expect(failure).to.include({ timedOut: true });
    const child = (await readFile(join(folder, 'child'), 'utf8')).trim();
    // Where process 1 does not wait for orphans, what has ended stays on the list as a zombie.
    expect(await readFile(`/proc/${child}/stat`, 'utf8').catch(() => 'gone')).to.match(/^gone$|\) Z /);
  });

  it('ends with the reason of an interrupt', async () => {
    const stop = new AbortController();
    const running = run('sleep 60', 10_000, stop.signal);
    stop.abort(new Error('interrupted'));
    expect(await running.catch((error: unknown) => error)).to.have.property('message', 'interrupted');
  });
});
