import { existsSync } from 'node:fs';
import { EnvironmentError } from '../verdict/environment-error.ts';
import type { AptSource } from './apt-sources.ts';
import { readAptSources } from './apt-sources.ts';
import { defined } from '../values/defined.ts';
import { texts } from '../text/texts.ts';

/** Where this machine gets Debian's packages: its own mirror, so that no host name stands in our code. */
export interface DebianArchive {
  main: string;
  /** Absent where the machine is configured without security updates. */
  security?: string;
  keyring: string;
}

const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** Throws an EnvironmentError when apt on this machine knows no Debian archive (Ubuntu, or no apt at all). */
export function debianArchive(sources: readonly AptSource[] = readAptSources()): DebianArchive {
  const ofDebian = sources.filter((source) => source.components.includes('main'));
  const isSecurity = (source: AptSource): boolean => source.suites.some((suite) => /-security$|\/updates$/.test(suite));
  const isRelease = (source: AptSource): boolean => source.suites.some((suite) => RELEASES.test(suite));
  const main = ofDebian.find((source) => isRelease(source) && !isSecurity(source));
  if (main === undefined || !existsSync(main.signedBy ?? KEYRING)) {
    throw new EnvironmentError(texts.tools.debianPackages, texts.tools.noArchive, texts.tools.noArchiveHint);
  }
  const security = ofDebian.find(isSecurity);
  return defined({ main: main.uri, security: security?.uri, keyring: main.signedBy ?? KEYRING });
}

/** Suites that only Debian's own archive has: https://www.debian.org/releases/ */
const RELEASES = /^(bullseye|bookworm|trixie|forky|sid|oldstable|stable|testing|unstable)$/;

/** Lines of a sources.list(5) for these suites of the archive, `main` only. */
export function sourceLines(archive: DebianArchive, suites: readonly string[]): string {
  const lines = suites.flatMap((suite) => {
    const uri = suite.endsWith('-security') ? archive.security : archive.main;
    return uri === undefined ? [] : [`deb [signed-by=${archive.keyring}] ${uri} ${suite} main`];
  });
  return `${lines.join('\n')}\n`;
}

/** A preferences file of apt: packages of Debian unstable are taken only when asked for by `name/sid`. */
export const pinUnstableLow = 'Package: *\nPin: release n=sid\nPin-Priority: 50\n';
