import { expect } from 'chai';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judgeDiskSpace } from '../../harness/docker/disk-space.ts';
import { raiseInotifyLimits } from '../../harness/docker/inotify-limits.ts';
import { enginePackages } from '../../harness/docker/install-engine.ts';
import { removeStalePidFiles } from '../../harness/docker/stale-pid-files.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'limits-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('raiseInotifyLimits', () => {
  const write = (instances: number): Promise<void> => writeFile(join(folder, 'max_user_instances'), `${instances}\n`);

  it('raises what is too low, as root, and says so', async () => {
    await write(128);
    const said: string[] = [];
    raiseInotifyLimits({ say: (line) => said.push(line.en), folder, uid: 0 });
    expect(await readFile(join(folder, 'max_user_instances'), 'utf8')).to.equal('512\n');
    expect(said).to.deep.equal(['Raised fs.inotify.max_user_instances from 128 to 512, which several nodes need.']);
  });

  it('only tells another user', async () => {
    await write(128);
    const said: string[] = [];
    raiseInotifyLimits({ say: (line) => said.push(line.en), folder, uid: 1000 });
    expect(await readFile(join(folder, 'max_user_instances'), 'utf8')).to.equal('128\n');
    expect(said.join()).to.include('sudo sysctl fs.inotify.max_user_instances=512');
  });

  it('is quiet where the limit is high enough or does not exist', async () => {
    await write(8192);
    raiseInotifyLimits({ say: (line) => expect.fail(line.en), folder, uid: 0 });
  });
});

describe('removeStalePidFiles', () => {
  it('removes the number of another process and keeps the engine’s own', async () => {
    const mine = join(folder, 'mine.pid');
    const other = join(folder, 'other.pid');
    await Promise.all([writeFile(mine, `${process.pid}`), writeFile(other, `${process.pid}\n`)]);
    const program = 'containerd';
    const proc = join(folder, 'proc');
    await mkdir(join(proc, `${process.pid}`), { recursive: true });
    await writeFile(join(proc, `${process.pid}`, 'comm'), `${program}\n`);
    removeStalePidFiles([{ path: mine, program }, { path: other, program: 'dockerd' }, { path: join(folder, 'none.pid'), program }], proc);
    expect((await stat(mine)).isFile()).to.be.true;
    await stat(other).then(() => expect.fail('the stale file is still there'), () => undefined);
  });
});

describe('judgeDiskSpace', () => {
  it('says how much there is, how much is needed and where', () => {
    expect(judgeDiskSpace(5e9, 1.25e9, '/var/lib/docker')?.message).to.equal(
      'the disk is too full for the images: /var/lib/docker has 1.3 GB left, 5.0 GB are needed',
    );
    expect(judgeDiskSpace(5e9, 1.25e9, '/var/lib/docker')?.texts.message.ja).to.equal('イメージを置くディスクの空きが足りません: /var/lib/docker の空きは 1.3 GB、必要なのは 5.0 GB です');
    expect(judgeDiskSpace(5e9, 5e9, '/var/lib/docker')).to.be.undefined;
  });
});

describe('enginePackages', () => {
  it('takes a newer engine than Debian 12 has, and later releases’ own', () => {
    const debian = (versionId?: string): string[] => enginePackages({ id: 'debian', idLike: [], prettyName: 'Debian', ...(versionId === undefined ? {} : { versionId }) });
    expect(debian('12')).to.include.members(['docker.io/sid', 'containerd/sid']);
    expect(debian('13')).to.include('docker.io');
    expect(debian()).to.include('docker.io');
    expect(enginePackages({ id: 'ubuntu', idLike: ['debian'], versionId: '24.04', prettyName: 'Ubuntu' })).to.include('docker.io');
  });
});
