// `npm run bundle -- …`. In JavaScript, since in a fresh clone this is what runs first, by whatever Node.js npm came with: an older
// one cannot run TypeScript, and the one that can lies in the bundle.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const script = fileURLToPath(new URL('bundle.ts', import.meta.url));
const checkout = dirname(dirname(script));
const args = process.argv.slice(2);

if (Number(process.versions.node.split('.')[0]) >= 24) await import('./bundle.ts');
else await runWithOwnNode();

async function runWithOwnNode() {
  const node = join(checkout, '.work', `node.${process.pid}.part`);
  try {
    mkdirSync(dirname(node), { recursive: true });
    writeFileSync(node, nodeIn(args[1] ?? ''), { mode: 0o755 });
    const child = spawn(node, [script, ...args], { stdio: 'inherit' });
    // Whatever ends this process is for the other one to act on.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
    process.exitCode = await new Promise((resolve, reject) => { child.on('error', reject).on('exit', (code) => { resolve(code ?? 130); }); });
  } catch (error) {
    const ja = /^ja/.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '');
    console.error(ja
      ? `${process.version} では実行できません: npm ci を実行するか、壊れていないバンドルを load FILE で指定してください(${error.message})。`
      : `${process.version} cannot run this: run npm ci, or name a bundle that is whole by load FILE (${error.message}).`);
    process.exitCode = 2;
  } finally {
    rmSync(node, { force: true });
  }
}

/** The Node.js of this machine's kind that package-lock.json names, out of its package in a bundle. */
function nodeIn(bundle) {
  const { packages } = JSON.parse(readFileSync(join(checkout, 'package-lock.json'), 'utf8'));
  const here = ([, { os, cpu, bin }]) => os?.includes(process.platform) && cpu?.includes(process.arch) && bin?.node !== undefined;
  const [folder, { version, integrity, bin }] = Object.entries(packages).find(here);
  const archive = fileIn(readerOf(bundle), `npm/${folder.slice('node_modules/'.length)}-${version}.tgz`);
  const [algorithm] = integrity.split('-');
  if (`${algorithm}-${createHash(algorithm).update(archive).digest('base64')}` !== integrity) throw new Error('Node.js in it is damaged');
  const unpacked = gunzipSync(archive);
  return fileIn((start, length) => unpacked.subarray(start, start + length), `package/${bin.node}`);
}

/** Reads a file from its end to any place; fewer bytes behind its end. */
function readerOf(path) {
  return (start, length) => {
    const file = openSync(path, 'r');
    try {
      const bytes = Buffer.alloc(length);
      return bytes.subarray(0, readSync(file, bytes, 0, length, start));
    } finally {
      closeSync(file);
    }
  };
}

/** A file in a tar archive, found by going from header to header. */
function fileIn(read, name) {
  for (let at = 0; ;) {
    const header = read(at, 512);
    const size = Number.parseInt(header.toString('latin1', 124, 135), 8);
    if (header.length < 512 || Number.isNaN(size)) throw new Error(`there is no ${name} in it`);
    if (header.toString('utf8', 0, 100).replace(/\0.*$/s, '') === name) return read(at + 512, size);
    at += 512 + Math.ceil(size / 512) * 512;
  }
}
