import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { expect } from 'chai';
import { openBundle, readPart, requirePlatform } from '../../harness/bundle/open-bundle.ts';
import { verifyBundle } from '../../harness/bundle/verify-bundle.ts';
import { EnvironmentError } from '../../harness/verdict/environment-error.ts';
import { beginning, draft, smallBundle, usualParts } from './small-bundle.ts';

const signal = new AbortController().signal;

describe('a bundle', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'bundle-'));
    path = join(folder, 'b.tar');
  });
  afterEach(() => { rmSync(folder, { recursive: true }); });

  /** What is said of it, in both languages; `fine` where nothing is. */
  const judge = async (file = path): Promise<string> => {
    try {
      const bundle = await openBundle(file);
      await verifyBundle(bundle, { signal });
      return 'fine';
    } catch (error) {
      if (!(error instanceof EnvironmentError)) throw error;
      expect(error.texts.message.ja).to.match(/\p{Script=Hiragana}/u);
      expect(`${error.where}: ${error.message}. ${error.hint}`).to.not.include('\n');
      return error.message;
    }
  };

  it('is read by tar, its manifest first, and by its reader', async () => {
    const manifest = await smallBundle(path);
    expect(execFileSync('tar', ['-tf', path]).toString().split('\n')).to.deep.equal(['manifest.json', 'manifest.json.sha256', ...Object.keys(usualParts()), '']);
    expect(JSON.parse(execFileSync('tar', ['-xOf', path, 'manifest.json']).toString())).to.deep.equal(manifest);
    execFileSync('sh', ['-c', 'tar -xf b.tar && sha256sum --quiet -c manifest.json.sha256'], { cwd: folder });
    expect(await judge()).to.equal('fine');
    const bundle = await openBundle(path);
    for (const [name, bytes] of Object.entries(usualParts())) expect(await buffer(readPart(bundle, name))).to.deep.equal(bytes);
  });

  it('may have parts of any size', async () => {
    await smallBundle(path, {}, { empty: Buffer.alloc(0), one: Buffer.alloc(1), block: Buffer.alloc(512, 1), more: Buffer.alloc(3_000_000, 2) });
    expect(await judge()).to.equal('fine');
    expect(await buffer(readPart(await openBundle(path), 'empty'))).to.have.length(0);
  });

  it('is damaged wherever a byte is flipped', async () => {
    await smallBundle(path);
    const whole = readFileSync(path);
    const unseen: number[] = [];
    // A prime number, so that every kind of field is met.
    for (let at = 0; at < whole.length; at += 29) {
      const flipped = Buffer.from(whole);
      flipped[at] = (flipped[at] ?? 0) ^ 4;
      writeFileSync(path, flipped);
      if (!/damaged|not a bundle/.test(await judge())) unseen.push(at);
    }
    expect(unseen).to.deep.equal([]);
  });

  it('names the part that is damaged', async () => {
    await smallBundle(path);
    const whole = readFileSync(path);
    whole.write('?', whole.indexOf('#!/bin/sh'));
    writeFileSync(path, whole);
    expect(await judge()).to.equal('the file is damaged: kind is not as it was saved');
  });

  it('is not whole wherever it is cut off', async () => {
    await smallBundle(path);
    const whole = readFileSync(path);
    for (let length = 512; length < whole.length; length += 211) {
      writeFileSync(path, whole);
      truncateSync(path, length);
      expect(await judge(), `${length} bytes`).to.match(/^the file is not whole: it (?:ends after 0\.0 MB|has 0\.0 MB of 0\.0 MB)$/);
    }
  });

  it('has nothing behind its end', async () => {
    await smallBundle(path);
    appendFileSync(path, 'x');
    expect(await judge()).to.equal('the file is damaged: its end is not as it was saved');
  });

  it('is nothing else', async () => {
    writeFileSync(path, '');
    expect(await judge()).to.equal('it is not a bundle of this project');
    writeFileSync(path, Buffer.alloc(5_000, 'PK'));
    expect(await judge()).to.equal('it is not a bundle of this project');
    execFileSync('sh', ['-c', 'echo {} > manifest.json && tar -cf b.tar manifest.json'], { cwd: folder });
    expect(await judge()).to.equal('it is not a bundle of this project');
    beginning(path, { ...draft, project: 'another', parts: [] });
    expect(await judge()).to.equal('it is not a bundle of this project');
    expect(await judge(folder)).to.equal('it is not a plain file');
    expect(await judge(join(folder, 'gone'))).to.equal('there is no such file');
  });

  it('says so where it is of a format that is not known yet', async () => {
    beginning(path, { project: draft.project, savedAt: draft.savedAt, format: 7, more: 'than we know' });
    expect(await judge()).to.equal('its format is 7, and this checkout knows formats up to 1');
  });

  it('is for one kind of machine', async () => {
    await smallBundle(path, { platform: 'linux/arm64' });
    const bundle = await openBundle(path);
    expect(() => { requirePlatform(bundle, 'linux/arm64'); }).to.not.throw();
    expect(() => { requirePlatform(bundle, 'darwin/arm64'); }).to.throw(EnvironmentError, 'it was saved for linux/arm64, and this is darwin/arm64');
  });

  it('need not be read to its end', async () => {
    await smallBundle(path);
    const failure = await openBundle(path).then((bundle) => verifyBundle(bundle, { signal: AbortSignal.abort() })).catch((error: unknown) => error);
    expect(failure).to.have.property('name', 'AbortError');
  });
});
