import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { CommandFailed, runCommand } from '../process/run-command.ts';
import { debianArchive, pinUnstableLow, sourceLines } from './debian-archive.ts';
import type { OsRelease } from './os-release.ts';
import { isDebianFamily, readOsRelease } from './os-release.ts';
import { defined } from '../values/defined.ts';
import { texts } from '../text/texts.ts';

export interface InstallOptions {
  /** Folder for apt's lists and our own sources; it may outlive the call. */
  folder: string;
  /** Appends what apt prints to this file. */
  log: string;
  signal?: AbortSignal;
}

const UPDATE_DEADLINE_MS = 120_000;
const INSTALL_DEADLINE_MS = 300_000;

/** Whether this process may install packages with apt here. */
export function mayInstall(os: OsRelease | undefined = readOsRelease(), uid: number | undefined = process.getuid?.()): os is OsRelease {
  return os !== undefined && isDebianFamily(os) && uid === 0;
}

/**
 * Installs packages without recommended ones; `name/sid` takes Debian unstable's. apt reads sources and preferences of
 * our own for this one call, so the machine's configuration stays as it is.
 * Throws an EnvironmentError; needs root on a Debian family system (see {@link mayInstall}).
 */
export async function installPackages(packages: readonly string[], options: InstallOptions): Promise<void> {
  const os = readOsRelease();
  if (!mayInstall(os)) throw new EnvironmentError('apt', texts.tools.mayNotInstall(packages.join(', ')), texts.tools.mayNotInstallHint);
  const apt = os.id === 'debian' ? await ownSources(os, options.folder) : [];
  const run = async (args: readonly string[], deadlineMs: number): Promise<void> => {
    await runCommand('apt-get', [...apt, ...COMMON, ...args], {
      deadlineMs,
      log: options.log,
      env: { DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' },
      ...defined({ signal: options.signal }),
    });
  };
  try {
    await run(['update'], UPDATE_DEADLINE_MS);
    await run(['install', '--yes', '--no-install-recommends', ...packages], INSTALL_DEADLINE_MS);
  } catch (error) {
    options.signal?.throwIfAborted();
    if (!(error instanceof CommandFailed)) throw error;
    throw new EnvironmentError('apt', texts.tools.notInstalled(packages.join(', '), error.text), texts.tools.outputHint(options.log), { cause: error });
  }
}

/** Bounded retries and waits: apt's own defaults wait two minutes for each dead address and fail at once on a lock. */
const COMMON = [
  '-o', 'Acquire::Retries=3',
  '-o', 'Acquire::http::Timeout=20',
  '-o', 'Acquire::https::Timeout=20',
  '-o', 'Acquire::Languages=none',
  '-o', 'DPkg::Lock::Timeout=120',
];

async function ownSources(os: OsRelease, folder: string): Promise<string[]> {
  const home = join(folder, 'apt');
  const sources = join(home, 'sources.list');
  const preferences = join(home, 'preferences');
  const lists = join(home, 'lists');
  const empty = join(home, 'empty');
  await rm(home, { recursive: true, force: true });
  await mkdir(join(lists, 'partial'), { recursive: true });
  await mkdir(empty, { recursive: true });
  const release = os.codename ?? 'stable';
  await writeFile(sources, sourceLines(debianArchive(), [...new Set([release, `${release}-updates`, `${release}-security`, 'sid'])]));
  await writeFile(preferences, pinUnstableLow);
  return [
    '-o', `Dir::Etc::sourcelist=${sources}`,
    '-o', `Dir::Etc::sourceparts=${empty}`,
    '-o', `Dir::Etc::preferences=${preferences}`,
    '-o', `Dir::State::lists=${lists}`,
    // Caches made of the lists belong to the machine's own lists: none are kept here.
    '-o', 'Dir::Cache::pkgcache=',
    '-o', 'Dir::Cache::srcpkgcache=',
    // apt would drop its rights for downloads and then not get into a folder below a home directory.
    '-o', 'APT::Sandbox::User=root',
  ];
}
