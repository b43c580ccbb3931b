import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { defined } from '../values/defined.ts';

/** What `/etc/os-release` says about this machine; see os-release(5). */
export interface OsRelease {
  id: string;
  idLike: string[];
  /** Release number such as `12` or `24.04`; absent on rolling releases. */
  versionId?: string;
  codename?: string;
  prettyName: string;
}

/** Undefined where there is no such file: not a Linux distribution. */
export function readOsRelease(path = '/etc/os-release'): OsRelease | undefined {
  try {
    return parseOsRelease(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Its lines have the form of an environment file. */
export function parseOsRelease(text: string): OsRelease {
  const { ID: id = 'linux', ID_LIKE: idLike = '', VERSION_ID: versionId, VERSION_CODENAME: codename, PRETTY_NAME: prettyName = id } = parseEnv(text);
  return defined({ id, idLike: idLike.split(' ').filter((each) => each !== ''), versionId, codename, prettyName });
}

/** Debian itself or one of its children: its packages are installed with apt. */
export function isDebianFamily(os: OsRelease): boolean {
  return os.id === 'debian' || os.idLike.includes('debian');
}
