import { createHash } from 'node:crypto';

/** One package, as package-lock.json has it. */
export interface LockedPackage {
  version?: string;
  integrity?: string;
  os?: string | readonly string[];
  cpu?: string | readonly string[];
  libc?: string | readonly string[];
  optional?: boolean;
  /** Where it is not that of its folder. */
  name?: string;
  resolved?: string;
}

/** The part of package-lock.json that this project goes by: packages by their folders, the project itself by the empty one. */
export interface Lock {
  packages: Readonly<Record<string, LockedPackage>>;
}

/** The packages that npm installs on this machine, by their folders. */
export function packagesHere({ packages }: Lock, platform: string = process.platform, processor: string = process.arch): Map<string, LockedPackage> {
  return new Map(Object.entries(packages).filter(([folder, { os, cpu }]) => folder !== '' && fits(os, platform) && fits(cpu, processor)));
}

/** As `npm pack` takes it: `name@version`. */
export function specOf(folder: string, { name, version = '' }: LockedPackage): string {
  return `${name ?? folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length)}@${version}`;
}

/** Whether a lock asks for nothing on this machine that is not installed, by the list that npm leaves in node_modules. */
export function isInstalled(lock: Lock, installed: Lock): boolean {
  return [...packagesHere(lock)].every(([folder, { version, integrity }]) => {
    const there = installed.packages[folder];
    return there !== undefined && there.version === version && there.integrity === integrity;
  });
}

/** What an archive of a package has to be equal to, in the form of `integrity`: `sha512-…`. */
export function integrityOf(archive: Buffer, like: string): string {
  const algorithm = like.slice(0, like.indexOf('-'));
  return `${algorithm}-${createHash(algorithm).update(archive).digest('base64')}`;
}

/** By npm's rules: a list of names, of which those with `!` are those that do not fit. */
function fits(names: string | readonly string[] | undefined, name: string): boolean {
  if (names === undefined) return true;
  const list = typeof names === 'string' ? [names] : names;
  if (list.includes(`!${name}`)) return false;
  const wanted = list.filter((each) => !each.startsWith('!'));
  return wanted.length === 0 || wanted.includes(name) || wanted.includes('any');
}
