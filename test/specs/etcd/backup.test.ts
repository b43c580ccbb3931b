import { expect } from 'chai';
import { parse } from 'yaml';
import { Backup, newKeyName } from '../../../specs/etcd/backup.ts';
import { files } from '../../../specs/etcd/copy.ts';
import { newAgeKeys } from '../../../specs/etcd/seal.ts';
import { LocalNode } from './local-node.ts';

describe('a backup of etcd', () => {
  const text = '/registry/configmaps/default/plain no-secret-at-all';
  let node: LocalNode;
  let backup: Backup;
  beforeEach(async () => {
    node = new LocalNode(text);
    node.write('/var/lib/cndjp2-e2e/other-r1/data', '');
    backup = new Backup(node.controlPlane, '19-r1-copy');
    await backup.taken();
  });
  afterEach(() => { node.remove(); });

  const inFolder = (name: string): string => `${backup.folder}/${name}`;

  it('is a snapshot in a folder of its own', async () => {
    expect(node.asked[0]?.slice(-3, -1)).to.deep.equal(['snapshot', 'save']);
    expect(backup.folder).to.equal('/var/lib/cndjp2-e2e/19-r1-copy');
    expect(await backup.names()).to.deep.equal([files.snapshot]);
    expect(node.read(inFolder(files.snapshot))).to.equal(text);
    expect(await backup.holds(files.snapshot, 'no-secret')).to.equal(true);
    expect(await backup.holds(files.snapshot, '--open')).to.equal(false);
  });

  it('lies there as it was sealed alone, and comes back by its identity alone', async () => {
    const [own, other] = await Promise.all([newAgeKeys(), newAgeKeys()]);
    const digest = await backup.digest(files.snapshot);
    expect(digest).to.match(/^[0-9a-f]{64}$/);
    await backup.sealed(own.recipient);
    expect(await backup.names()).to.deep.equal([files.sealed]);
    expect(await backup.holds(files.sealed, 'registry')).to.equal(false);
    expect(await backup.opened(other.identity).then(() => 'opened', String)).to.match(/no identity matched/);
    expect(await backup.names()).to.deep.equal([files.sealed]);
    await backup.opened(own.identity);
    expect(await backup.digest(files.snapshot)).to.equal(digest);
  });

  it('may be larger than what a program may print at once', async () => {
    const large = new LocalNode('0123456789abcdef'.repeat(1_300_000));
    try {
      const used = new Backup(large.controlPlane, '19-r2-copy');
      await used.taken();
      const [{ identity, recipient }, digest] = await Promise.all([newAgeKeys(), used.digest(files.snapshot)]);
      await used.sealed(recipient);
      await used.opened(identity);
      expect(await used.digest(files.snapshot)).to.equal(digest);
    } finally {
      large.remove();
    }
  });

  it('has a new key of the same length before those that there are, and one file with it alone', async () => {
    const secret = Buffer.alloc(32, 7).toString('base64');
    node.write('/etc/kubernetes/encryption.yaml', `kind: EncryptionConfiguration\nresources: [{ resources: [secrets], providers: [{ secretbox: { keys: [{ name: first, secret: ${secret} }] } }, { identity: {} }] }]\n`);
    await backup.keysWritten();
    const keysOf = (name: string): { name: string; secret: string }[] => (parse(node.read(inFolder(name))) as { resources: { providers: { secretbox: { keys: { name: string; secret: string }[] } }[] }[] }).resources[0]?.providers[0]?.secretbox.keys ?? [];
    const both = keysOf(files.bothKeys);
    expect(both.map(({ name }) => name)).to.deep.equal([newKeyName, 'first']);
    expect(Buffer.from(both[0]?.secret ?? '', 'base64')).to.have.length(32);
    expect(keysOf(files.newKey)).to.deep.equal(both.slice(0, 1));
  });

  it('has a copy in which one bit is another', async () => {
    await backup.flippedWritten();
    const [before, after] = [files.snapshot, files.flipped].map((name) => Buffer.from(node.read(inFolder(name)))) as [Buffer, Buffer];
    const bits = before.map((byte, at) => byte ^ (after[at] ?? 0)).filter((difference) => difference !== 0);
    expect([...bits]).to.deep.equal([1]);
    expect(after).to.have.length(before.length);
  });

  it('is removed, and nothing else', async () => {
    await backup.removed();
    expect(() => node.read(inFolder(files.snapshot))).to.throw(/ENOENT/);
    expect(node.read('/var/lib/cndjp2-e2e/other-r1/data')).to.equal('');
  });
});
