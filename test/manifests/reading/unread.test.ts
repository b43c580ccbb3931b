import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { unreadFiles } from '../../../harness/manifests/reading/unread.ts';

describe('unreadFiles', () => {
  let dir: string;
  beforeEach(() => { dir = mkdtempSync(join(tmpdir(), 'unread-')); });
  afterEach(() => { rmSync(dir, { recursive: true }); });

  it('are those that look like manifests, and why they are not read', () => {
    mkdirSync(join(dir, 'more'));
    mkdirSync(join(dir, '.git'));
    const manifest = 'apiVersion: v1\nkind: Pod\n';
    for (const name of ['counter', 'counter.yaml.txt', 'pod.txt', 'old.yml.bak', 'read.yaml', 'more/pod.yaml', 'README.md', '.git/x.yaml']) writeFileSync(join(dir, name), manifest);
    writeFileSync(join(dir, 'notes.txt'), 'apiVersion is a field');
    writeFileSync(join(dir, 'powershell.txt'), Buffer.from(`\uFEFF${manifest}`, 'utf16le'));
    expect(unreadFiles(dir).map(({ file, why }) => `${file}: ${why.en}`)).to.deep.equal([
      'counter: its name has no ending', 'counter.yaml.txt: its name ends in .txt', 'more/pod.yaml: it is in the subfolder more', 'old.yml.bak: its name ends in .bak',
      'pod.txt: its name ends in .txt', 'powershell.txt: its name ends in .txt',
    ]);
    expect(unreadFiles(dir, false).map(({ file }) => file)).to.not.include('more/pod.yaml');
  });

  it('are none where there is no folder', () => {
    expect(unreadFiles(join(dir, 'gone'))).to.deep.equal([]);
  });
});
