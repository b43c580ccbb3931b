import { readFileSync } from 'node:fs';

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

export function parseOsRelease(text: string): OsRelease {
  const fields = new Map<string, string>();
  for (const line of text.split('\n')) {
    const match = /^([A-Z_]+)=(.*)$/.exec(line.trim());
    if (match?.[1] !== undefined && match[2] !== undefined) fields.set(match[1], match[2].replace(/^(["'])(.*)\1$/, '$2'));
  }
  const id = fields.get('ID') ?? 'linux';
  const versionId = fields.get('VERSION_ID');
  const codename = fields.get('VERSION_CODENAME');
  return {
    id,
    idLike: (fields.get('ID_LIKE') ?? '').split(' ').filter((each) => each !== ''),
    ...(versionId === undefined ? {} : { versionId }),
    ...(codename === undefined ? {} : { codename }),
    prettyName: fields.get('PRETTY_NAME') ?? id,
  };
}

/** Debian itself or one of its children: its packages are installed with apt. */
export function isDebianFamily(os: OsRelease): boolean {
  return os.id === 'debian' || os.idLike.includes('debian');
}
