import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { EnvironmentError } from '../../harness/verdict/environment-error.ts';
import { claimReportFolder, claimUnusedReportFolder, releaseReportFolder, useReportRoom } from '../../harness/report/report-folder.ts';

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
    releaseReportFolder(folder);
    expect(readdirSync(folder)).to.deep.equal(['notes.txt']);
  });

  it('keeps room for the report until it is written', () => {
    claimReportFolder(folder);
    expect(statSync(join(folder, '.results.json.room')).size).to.be.at.least(1_000_000);
    useReportRoom(folder);
    expect(readdirSync(folder)).to.deep.equal(['.results.json.run']);
    rmSync(folder, { recursive: true });
    useReportRoom(folder);
    mkdirSync(folder);
  });

  it('removes the evidence of a run that was killed', () => {
    mkdirSync(join(folder, 'evidence'));
    claimReportFolder(folder);
    releaseReportFolder(folder);
    expect(readdirSync(folder)).to.deep.equal([]);
  });

  it('leaves the files of others alone', () => {
    writeFileSync(join(folder, 'index.html'), 'my home page');
    expect(() => { claimReportFolder(folder); }).to.throw(`${folder} holds index.html that no run of ours wrote`);
    writeFileSync(join(folder, 'results.json'), 'not JSON');
    expect(() => { claimReportFolder(folder); }).to.throw(/index\.html, results\.json/);
    expect(readdirSync(folder)).to.have.lengthOf(2);
  });

  it('refuses, rather than waits for, a pipe in place of a report', () => {
    execFileSync('mkfifo', [join(folder, 'results.json')]);
    expect(() => { claimReportFolder(folder); }).to.throw(EnvironmentError);
  });

  it('reads no pipe in place of the claim of another run', () => {
    execFileSync('mkfifo', [join(folder, '.results.json.run')]);
    claimReportFolder(folder);
    expect(statSync(join(folder, '.results.json.run')).isFile()).to.equal(true);
  });

  it('refuses a file', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    expect(() => { claimReportFolder(file); }).to.throw(`${file} is a file`);
    expect(() => { claimReportFolder(join(file, 'a')); }).to.throw(`${join(file, 'a')} cannot be written (ENOTDIR`);
  });

  it('refuses a path that cannot be, at once', () => {
    const long = join(folder, 'a'.repeat(300));
    expect(() => { claimReportFolder(long); }).to.throw(`${long} cannot be written (ENAMETOOLONG`);
    if (process.platform === 'linux') expect(() => { claimReportFolder('/proc/a/b'); }).to.throw('/proc/a/b cannot be written (ENOENT');
  });

  it('makes folders that only their owner can read', () => {
    claimReportFolder(join(folder, 'a'));
    expect(statSync(join(folder, 'a')).mode & 0o777).to.equal(0o700);
  });

  it('leaves the report of a run that has not ended alone, and takes that of a dead one', () => {
    const claim = join(folder, '.results.json.run');
    writeFileSync(claim, JSON.stringify({ pid: process.ppid }));
    writeFileSync(join(folder, 'results.json'), '{"schema":1}');
    expect(() => { claimReportFolder(folder); }).to.throw(`${folder} belongs to another run that has not ended (process ${process.ppid})`);
    expect(claimUnusedReportFolder(folder)).to.deep.equal({});
    expect(existsSync(join(folder, 'results.json'))).to.equal(true);
    claimReportFolder(folder, ['mutants.json']);
    // Above the greatest number that Linux gives (2^22).
    writeFileSync(claim, JSON.stringify({ pid: 2 ** 30 }));
    claimReportFolder(folder);
    expect(existsSync(join(folder, 'results.json'))).to.equal(false);
  });
});

describe('claimUnusedReportFolder', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'report-')); });
  afterEach(() => { rmSync(folder, { recursive: true }); });

  it('takes a folder in which no report lies', () => {
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    expect(claimUnusedReportFolder(folder)).to.deep.equal({ reportDir: folder });
    expect(claimUnusedReportFolder(join(folder, 'a', 'b'))).to.deep.equal({ reportDir: join(folder, 'a', 'b') });
    releaseReportFolder(folder);
    expect(readdirSync(folder)).to.have.members(['a', 'notes.txt']);
  });

  it('leaves an earlier report, and what others wrote, as it is', () => {
    mkdirSync(join(folder, 'evidence'));
    expect(claimUnusedReportFolder(folder), 'evidence of a run that was killed').to.deep.equal({ earlierReport: folder });
    writeFileSync(join(folder, 'index.html'), 'my home page');
    expect(claimUnusedReportFolder(folder), 'no report of ours').to.deep.equal({});
    expect(readdirSync(folder)).to.have.members(['evidence', 'index.html']);
  });

  it('does not take what is no folder', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(claimUnusedReportFolder(join(folder, 'file'))).to.deep.equal({});
  });
});
