import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { endlessFile } from '../../harness/process/endless-file.ts';

describe('endlessFile', () => {
  let folder: string;
  const at = (name: string): string => join(folder, name);
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'endless-')); });
  afterEach(() => { rmSync(folder, { recursive: true }); });

  it('says why a pipe, a device or a very large file must not be read to its end', () => {
    execFileSync('mkfifo', [at('pipe')]);
    symlinkSync('/dev/zero', at('device'));
    writeFileSync(at('large'), '');
    truncateSync(at('large'), 30_000_000);
    expect(['pipe', 'device', 'large'].map((name) => endlessFile(at(name))?.en)).to.deep.equal([
      'something that is no file: a pipe, a device or a folder', 'something that is no file: a pipe, a device or a folder', 'a file of 30 MB, where 20 MB are the most',
    ]);
  });

  it('leaves a file, a folder and what is not there to whoever reads them', () => {
    writeFileSync(at('file'), 'text');
    expect(['file', '.', 'nothing'].map((name) => endlessFile(at(name)))).to.deep.equal([undefined, undefined, undefined]);
  });
});
