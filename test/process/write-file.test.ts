import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { writePrivateFile } from '../../harness/process/write-file.ts';

describe('a private file', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'write-file-')); });
  afterEach(() => { rmSync(folder, { recursive: true }); });

  it('can be read by its owner only, and so can the folders that are made for it', () => {
    const path = join(folder, 'a', 'b.txt');
    writePrivateFile(path, 'text');
    expect(readFileSync(path, 'utf8')).to.equal('text');
    expect([path, join(folder, 'a')].map((each) => statSync(each).mode & 0o777)).to.deep.equal([0o600, 0o700]);
  });

  it('is written though a pipe that nobody reads has its name, or that of its part', () => {
    const path = join(folder, 'b.txt');
    execFileSync('mkfifo', [path, `${path}.part`]);
    writePrivateFile(path, 'text');
    expect(readFileSync(path, 'utf8')).to.equal('text');
    expect(readdirSync(folder)).to.deep.equal(['b.txt']);
  });

  it('is written whole or not at all, and the error names it', () => {
    const path = join(folder, 'in-the-way');
    mkdirSync(join(path, 'x'), { recursive: true });
    expect(() => { writePrivateFile(path, 'text'); }).to.throw().with.property('path', path);
    expect(readdirSync(folder)).to.deep.equal(['in-the-way']);
  });
});
