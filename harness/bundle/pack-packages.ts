import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandFailed, runCommand } from '../process/run-command.ts';
import { texts } from '../text/texts.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { partNames } from './manifest.ts';
import { integrityOf, packagesHere, specOf, type Lock } from './platform-packages.ts';

const t = texts.bundle;

/** Milliseconds for all of them; out of npm's cache it takes a minute. */
const packWithinMs = 20 * 60_000;

/** A package's archive, in a file. */
export interface PackedPackage {
  part: string;
  path: string;
  integrity: string;
}

/**
 * Brings the archives of all packages that a lock asks for on this machine into a folder: from npm's cache, else from its
 * registry.
 *
 * @throws EnvironmentError where npm does not have one as the lock describes it
 */
export async function packPackages(lock: Lock, folder: string, signal: AbortSignal): Promise<PackedPackage[]> {
  const packages = packagesHere(lock);
  const specs = [...new Set([...packages].map((each) => specOf(...each)))];
  try {
    await runCommand('npm', ['pack', '--prefer-offline', '--ignore-scripts', '--loglevel=error', '--pack-destination', folder, ...specs], { cwd: folder, deadlineMs: packWithinMs, signal });
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof CommandFailed)) throw error;
    throw new EnvironmentError('npm', t.notPacked(error.text), t.notPackedHint, { cause: error });
  }
  const found = new Map<string, PackedPackage>();
  const expected = new Set([...packages.values()].map(({ integrity = '' }) => integrity));
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.tgz')).sort()) {
    const path = join(folder, file);
    const archive = await readFile(path);
    const integrity = [...new Set([...expected].map((each) => each.slice(0, each.indexOf('-'))))].map((algorithm) => integrityOf(archive, `${algorithm}-`)).find((each) => expected.has(each));
    if (integrity !== undefined) found.set(integrity, { part: partNames.package(file), path, integrity });
  }
  for (const each of packages) {
    if (!found.has(each[1].integrity ?? '')) throw new EnvironmentError('npm', t.notTheSame(specOf(...each)), t.notPackedHint);
  }
  return [...found.values()];
}
