import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { roundSeconds } from '../text/duration.ts';
import { verbatim, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { readPart, type Bundle } from './open-bundle.ts';
import { isInstalled, packagesHere, specOf, type Lock, type LockedPackage } from './platform-packages.ts';
import { ensureRoom } from './room.ts';
import { inScratchFolder } from './scratch-folder.ts';

const t = texts.bundle;

/** Milliseconds; from a local disk it takes npm some ten seconds. */
const installWithinMs = 10 * 60_000;

/** Bytes on the disk for each byte of an archive: measured 5, with the archives beside them 6. */
const unpacked = 6;

export interface InstallOptions {
  /** The folder with package.json, package-lock.json and .npmrc. */
  checkout: string;
  signal: AbortSignal;
  say: (line: Text) => void;
  /** How npm is started: the program and its first arguments. */
  npm?: readonly [string, ...string[]];
}

/** Whether what package-lock.json asks for is installed. */
export function packagesInstalled(checkout: string): boolean {
  const list = join(checkout, 'node_modules', '.package-lock.json');
  if (!existsSync(list)) return false;
  try {
    return isInstalled(readLock(join(checkout, 'package-lock.json')), readLock(list));
  } catch {
    // Half a file, which an interrupted npm has left.
    return false;
  }
}

/** Throws an EnvironmentError where a bundle lacks a package that the checkout asks for. */
export function requirePackages({ path, manifest }: Pick<Bundle, 'path' | 'manifest'>, checkout: string): void {
  const missing = wanted(checkout).find(([, { integrity = '' }]) => manifest.packages[integrity] === undefined);
  if (missing !== undefined) throw new EnvironmentError(path, t.otherState(specOf(...missing), manifest.revision.slice(0, 12)), t.saveAgain);
}

/**
 * Installs the packages of a bundle that has been verified, by `npm ci` without a network. They are put together elsewhere and
 * take the place of node_modules when they are complete.
 *
 * @throws EnvironmentError with npm's last lines
 */
export async function installPackages(bundle: Bundle, { checkout, signal, say, npm = callNpm() }: InstallOptions): Promise<void> {
  const packages = wanted(checkout);
  const partOf = ({ integrity = '' }: LockedPackage): string => bundle.manifest.packages[integrity] ?? '';
  const bytes = packages.reduce((sum, [, each]) => sum + (bundle.places.get(partOf(each))?.size ?? 0), 0);
  const work = join(checkout, '.work');
  await mkdir(work, { recursive: true });
  await ensureRoom(work, bytes * unpacked);
  say(t.installing(packages.length));
  await inScratchFolder(join(work, 'packages'), async (folder) => {
    await mkdir(join(folder, 'archives'));
    const archives = new Map<string, string>();
    for (const [, each] of packages) {
      const part = partOf(each);
      if (archives.has(part)) continue;
      // Names of our own: what npm reads as an address would give some characters a meaning.
      archives.set(part, `archives/${archives.size}.tgz`);
      await writeFile(join(folder, archives.get(part) ?? ''), readPart(bundle, part), { signal }).catch((error: unknown) => {
        // Else the error is that of the file system, which does not say who interrupted it.
        signal.throwIfAborted();
        throw error;
      });
    }
    for (const file of ['package.json', '.npmrc']) if (existsSync(join(checkout, file))) await copyFile(join(checkout, file), join(folder, file));
    const lock = JSON.parse(await readFile(join(checkout, 'package-lock.json'), 'utf8')) as { packages: Record<string, LockedPackage> };
    for (const [name, each] of packages) lock.packages[name] = { ...each, resolved: `file:${archives.get(partOf(each)) ?? ''}` };
    await writeFile(join(folder, 'package-lock.json'), JSON.stringify(lock));
    await runNpm([...npm, 'ci', '--offline', '--cache', join(folder, 'cache')], folder, signal);
    signal.throwIfAborted();
    const installed = join(checkout, 'node_modules');
    if (existsSync(installed)) await rename(installed, join(folder, 'before'));
    await rename(join(folder, 'node_modules'), installed);
  });
}

function wanted(checkout: string): [string, LockedPackage][] {
  return [...packagesHere(readLock(join(checkout, 'package-lock.json')))];
}

function readLock(path: string): Lock {
  return JSON.parse(readFileSync(path, 'utf8')) as Lock;
}

/** The npm that runs this script, by the Node.js that runs it; else the one on the PATH. */
function callNpm(env: NodeJS.ProcessEnv = process.env): readonly [string, ...string[]] {
  const program = env['npm_execpath'] ?? '';
  return /npm-cli\.c?js$/.test(program) ? [env['npm_node_execpath'] ?? process.execPath, program] : ['npm'];
}

/** What npm tells the scripts that it runs of the folder and the options that it was called with: not meant for this npm. */
const ofTheCaller = /^npm_(?!config_userconfig$|config_globalconfig$)/i;

async function runNpm([program = 'npm', ...args]: readonly string[], folder: string, signal: AbortSignal): Promise<void> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ofTheCaller.test(name)));
  const late = AbortSignal.timeout(installWithinMs);
  const child = spawn(program, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'], signal: AbortSignal.any([signal, late]) });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => { said = `${said}${text}`.slice(-4_000); });
  const ended = await new Promise<Text | undefined>((resolve) => {
    child.on('error', (error: NodeJS.ErrnoException) => { if (error.name !== 'AbortError') resolve(error.code === 'ENOENT' ? texts.tools.command.notInstalled('npm') : verbatim(error.message)); });
    child.on('close', (code, by) => { resolve(code === 0 ? undefined : by === null ? texts.tools.command.exitCode('npm ci', String(code)) : texts.tools.command.signal('npm ci', by)); });
  });
  signal.throwIfAborted();
  if (ended === undefined) return;
  const lines = said.split('\n').map((line) => line.replace(/^npm (?:error|ERR!) ?/, '').trim()).filter((line) => line !== '' && !line.includes('complete log'));
  const why = late.aborted ? texts.tools.command.late('npm ci', roundSeconds(installWithinMs)) : ended;
  throw new EnvironmentError('npm', t.notInstalled(why, lines.slice(0, 3).join('; ')), t.notInstalledHint);
}
