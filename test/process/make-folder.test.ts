import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { makeFolder } from '../../harness/process/make-folder.ts';

describe('a folder that a user has named', () => {
  let root: string;
  beforeEach(() => { root = mkdtempSync(join(tmpdir(), 'folder-')); });
  afterEach(() => { rmSync(root, { recursive: true }); });

  it('is made with those above it, for its owner alone where that is asked', () => {
    makeFolder(join(root, 'a', 'b'), 0o700);
    for (const path of [join(root, 'a'), join(root, 'a', 'b')]) expect(statSync(path).mode & 0o777).to.equal(0o700);
  });

  it('stays as it is when it is there', () => {
    makeFolder(root);
    expect(statSync(root).mode & 0o777).to.equal(0o700);
  });

  it('is refused below a file', () => {
    writeFileSync(join(root, 'file'), '');
    expect(() => { makeFolder(join(root, 'file', 'a')); }).to.throw(/ENOTDIR/);
  });

  it('is refused at once below a file system that takes no folders', function () {
    if (process.platform !== 'linux') this.skip();
    expect(() => { makeFolder('/proc/a/b'); }).to.throw(/ENOENT/);
  });

  it('is refused where its name is too long', () => {
    expect(() => { makeFolder(join(root, 'a'.repeat(300))); }).to.throw(/ENAMETOOLONG/);
  });
});
