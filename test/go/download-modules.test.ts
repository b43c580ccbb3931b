import { expect } from 'chai';
import { downloadModules } from '../../harness/go/download-modules.ts';
import { CommandFailed } from '../../harness/process/run-command.ts';
import { fakeGo, type FakeGo } from './fake-go.ts';

describe('downloadModules', () => {
  let fake: FakeGo | undefined;
  afterEach(async () => { await fake?.remove(); });

  it('tries again when a transfer breaks off, and says so', async () => {
    fake = await fakeGo({ brokenDownloads: 2 });
    await downloadModules(fake.go, fake.bench.source, fake.bench);
    expect(await fake.calls()).to.have.lengthOf(3);
    expect(fake.said).to.deep.equal(['downloading modules again, 2 tries left', 'downloading modules again, 1 try left']);
  });

  it('gives up after the third try', async () => {
    fake = await fakeGo({ brokenDownloads: 3 });
    const failure: unknown = await downloadModules(fake.go, fake.bench.source, fake.bench).catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(CommandFailed);
    expect(await fake.calls()).to.have.lengthOf(3);
  });

  it('does not go on when the run was interrupted', async () => {
    fake = await fakeGo({ brokenDownloads: 3, signal: AbortSignal.abort() });
    expect(await downloadModules(fake.go, fake.bench.source, fake.bench).catch(() => 'failed')).to.equal('failed');
    expect(await fake.calls()).to.have.lengthOf(1);
  });
});
