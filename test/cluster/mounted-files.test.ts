import { expect } from 'chai';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { writeMountedFiles } from '../../harness/cluster/mounted-files.ts';

describe('what nodes mount', () => {
  let root: string;
  beforeEach(() => { root = mkdtempSync(join(tmpdir(), 'mounted-')); });
  afterEach(() => { rmSync(root, { recursive: true }); });

  const files = { copies: [{ from: 'policy.yaml', to: 'mounted/policy.yaml' }], encryption: 'mounted/encryption.yaml' };
  const write = async (): Promise<string> => {
    writeFileSync(join(root, 'policy.yaml'), 'kind: Policy\n');
    await writeMountedFiles(join(root, 'cluster'), files, root);
    const { resources: [first] } = parse(readFileSync(join(root, 'cluster/mounted/encryption.yaml'), 'utf8')) as { resources: [{ providers: [{ secretbox: { keys: [{ secret: string }] } }] }] };
    return first.providers[0].secretbox.keys[0].secret;
  };

  it('is a copy of each file of the checkout', async () => {
    await write();
    expect(readFileSync(join(root, 'cluster/mounted/policy.yaml'), 'utf8')).to.equal('kind: Policy\n');
  });

  it('is a key of 32 bytes that only this user may read, and another one for each cluster', async () => {
    mkdirSync(join(root, 'cluster/mounted'), { recursive: true });
    writeFileSync(join(root, 'cluster/mounted/encryption.yaml'), 'old', { mode: 0o644 });
    const [first, second] = [await write(), await write()];
    expect(Buffer.from(first, 'base64')).to.have.length(32);
    expect(second).not.to.equal(first);
    expect(statSync(join(root, 'cluster/mounted/encryption.yaml')).mode & 0o777).to.equal(0o600);
  });
});
