import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { claimReportFolder } from '../../harness/report/report-folder.ts';

describe('claimReportFolder', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'report-')); });
  afterEach(() => { rmSync(folder, { recursive: true }); });

  it('makes a folder', () => {
    claimReportFolder(join(folder, 'a', 'b'));
    expect(existsSync(join(folder, 'a', 'b'))).to.equal(true);
  });

  it('removes what an earlier run wrote, and nothing else', () => {
    writeFileSync(join(folder, 'results.json'), '{"schema":1}');
    writeFileSync(join(folder, 'index.html'), '');
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    mkdirSync(join(folder, 'evidence'));
    claimReportFolder(folder);
    expect(readdirSync(folder)).to.deep.equal(['notes.txt']);
  });

  it('removes the evidence of a run that was killed', () => {
    mkdirSync(join(folder, 'evidence'));
    claimReportFolder(folder);
    expect(readdirSync(folder)).to.deep.equal([]);
  });

  it('leaves the files of others alone', () => {
    writeFileSync(join(folder, 'index.html'), 'my home page');
    expect(() => { claimReportFolder(folder); }).to.throw(`${folder} holds index.html that no run of ours wrote`);
    writeFileSync(join(folder, 'results.json'), 'not JSON');
    expect(() => { claimReportFolder(folder); }).to.throw(/index\.html, results\.json/);
    expect(readdirSync(folder)).to.have.lengthOf(2);
  });

  it('refuses a file', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    expect(() => { claimReportFolder(file); }).to.throw(`${file} is a file`);
  });
});
