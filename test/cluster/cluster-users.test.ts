import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { joinCluster, leaveCluster, otherUsers } from '../../harness/cluster/cluster-users.ts';
import { identityOf } from '../../harness/process/process-identity.ts';

describe('the users of a cluster', () => {
  let folder: string;
  beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'users-')); });
  afterEach(async () => { await rm(folder, { recursive: true }); });

  it('are other processes that live, not this one', async () => {
    await joinCluster(folder);
    await writeFile(join(folder, String(process.ppid)), identityOf(process.ppid).bornAt ?? '');
    expect(await otherUsers(folder)).to.deep.equal([process.ppid]);
    await leaveCluster(folder);
    expect(await readdir(folder)).to.deep.equal([String(process.ppid)]);
  });

  it('leave nothing behind when they died', async () => {
    await writeFile(join(folder, String(2 ** 30)), '');
    expect(await otherUsers(folder)).to.deep.equal([]);
    expect(await readdir(folder)).to.deep.equal([]);
  });

  it('are not kept by a later process with the same number', async function () {
    if (process.platform !== 'linux') this.skip();
    await writeFile(join(folder, String(process.ppid)), '1');
    expect(await otherUsers(folder)).to.deep.equal([]);
  });

  it('are none where nobody has used the cluster', async () => {
    expect(await otherUsers(join(folder, 'nowhere'))).to.deep.equal([]);
  });
});
