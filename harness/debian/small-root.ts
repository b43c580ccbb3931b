import { existsSync } from 'node:fs';
import { chmod, copyFile, cp, mkdir, readdir, realpath, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Workbench } from '../images/recipe.ts';

export interface SmallRoot {
  /** Unpacked packages, as `extractPackages` leaves them. */
  from: string;
  /** Folder to fill. */
  into: string;
  /** Programs to take, each with the libraries that it loads; relative to the root, such as `usr/sbin/mysqld`. */
  programs: readonly string[];
  /** Other files and folders to take as they are. */
  files?: readonly string[];
}

/** Folders at the top that lead into /usr, as Debian has them since version 12. */
const MERGED = ['bin', 'sbin', 'lib', 'lib64'] as const;

/**
 * Makes the root of an image that holds a few programs of Debian and what they need to run, nothing else: a tenth of
 * what their packages bring, and the smaller the image, the sooner it is in a node.
 */
export async function makeSmallRoot(bench: Workbench, { from, into, programs, files = [] }: SmallRoot): Promise<void> {
  for (const name of MERGED) {
    await mkdir(join(into, 'usr', name), { recursive: true });
    await symlink(`usr/${name}`, join(into, name));
  }
  for (const folder of ['etc', 'home', 'root', 'run', 'tmp', 'var/tmp']) await mkdir(join(into, folder), { recursive: true });
  for (const folder of ['tmp', 'var/tmp']) await chmod(join(into, folder), 0o1777);
  await symlink('/run', join(into, 'var/run'));

  const loader = await findLoader(from);
  const wanted = new Set<string>([...programs, ...files, relative(from, loader)]);
  for (const program of programs) {
    const list = await runUnpacked(bench, from, program, undefined);
    for (const library of loadedLibraries(list)) wanted.add(relative(from, library));
  }
  for (const path of wanted) await copyWithin(from, into, path);

  // The place where a program looks for its loader is written into the program.
  const place = join(into, process.arch === 'x64' ? 'usr/lib64' : 'usr/lib', relative(dirname(loader), loader));
  await symlink(relative(dirname(place), join(into, relative(from, loader))), place);
}

/**
 * Runs a program of an unpacked root with that root's own libraries, without entering it (which would take rights that
 * not everybody has). Without arguments it prints the libraries that the program loads.
 */
export async function runUnpacked(bench: Workbench, root: string, program: string, args: readonly string[] | undefined): Promise<string> {
  const loader = await findLoader(root);
  const what = args === undefined ? ['--list', join(root, program)] : [join(root, program), ...args];
  return bench.run(loader, ['--inhibit-cache', '--library-path', dirname(loader), ...what], { deadlineMs: 30_000 });
}

/** What the dynamic loader's `--list` says it would load: absolute paths of libraries. Throws when one is missing. */
export function loadedLibraries(list: string): string[] {
  const missing = /^\s*(\S+) => not found/m.exec(list)?.[1];
  if (missing !== undefined) throw new Error(`the library ${missing} is not among the unpacked packages`);
  return [...list.matchAll(/ => (\/\S+) \(0x[0-9a-f]+\)/g)].map((match) => match[1] ?? '');
}

/** Writes text to a file of a root, with the folders above it. */
export async function writeInRoot(root: string, path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

async function findLoader(root: string): Promise<string> {
  const libraries = join(root, 'usr/lib');
  for (const folder of (await readdir(libraries)).filter((name) => name.endsWith('-linux-gnu'))) {
    const loader = (await readdir(join(libraries, folder))).find((name) => /^ld-linux.*\.so\.\d+$/.test(name));
    if (loader !== undefined) return join(libraries, folder, loader);
  }
  throw new Error(`there is no dynamic loader below ${libraries}: the package libc6 is not unpacked there`);
}

/** Takes a file under the name that was asked for, whatever links lead to it. */
async function copyWithin(from: string, into: string, path: string): Promise<void> {
  const target = join(into, path);
  if (existsSync(target)) return;
  await mkdir(dirname(target), { recursive: true });
  const source = await realpath(join(from, path));
  if ((await stat(source)).isDirectory()) await cp(source, target, { recursive: true, verbatimSymlinks: true });
  else await copyFile(source, target);
}
