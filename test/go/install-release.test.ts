import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { installRelease } from '../../harness/go/install-release.ts';
import { CommandFailed } from '../../harness/process/run-command.ts';
import { verbatim } from '../../harness/text/language.ts';
import { fakeGo, type FakeGo } from './fake-go.ts';

describe('installRelease', () => {
  let fake: FakeGo;
  beforeEach(async () => { fake = await fakeGo(); });
  afterEach(async () => { await fake.remove(); });

  const install = async (): Promise<string[]> => {
    const said: string[] = [];
    const { source, downloads, signal } = fake.bench;
    await installRelease('example.com/tool@v1', { folder: '/tools', log: join(source, 'log'), downloads, signal, say: ({ en }) => { said.push(en); }, building: verbatim('Building tool.') }, async () => await Promise.resolve(fake.go));
    return said;
  };

  it('has Go put the program into the folder, by the release’s own go.mod', async () => {
    await writeFile(fake.go.program, `#!/bin/sh\necho "$* into $GOBIN, flags '$GOFLAGS'" >> ${fake.bench.source}/calls\n`);
    expect(await install()).to.deep.equal(['Building tool.']);
    expect(await fake.calls()).to.deep.equal(["install -trimpath example.com/tool@v1 into /tools, flags ''"]);
  });

  it('fails with what Go says', async () => {
    await writeFile(fake.go.program, '#!/bin/sh\necho "no such version" >&2\nexit 1\n');
    const failure: unknown = await install().catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(CommandFailed).with.property('message').that.includes('no such version');
  });
});
