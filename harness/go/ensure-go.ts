import { existsSync } from 'node:fs';
import { join } from 'node:path';
import semver from 'semver';
import { installPackages, mayInstall } from '../debian/install-packages.ts';
import { readOsRelease } from '../debian/os-release.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { CommandFailed, runCommand } from '../process/run-command.ts';
import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';

export interface Go {
  /** The `go` program. */
  program: string;
  /** Such as `1.26.8`. */
  version: string;
  /** Environment for every call: static programs, and never a download of another Go. */
  env: Record<string, string>;
}

export interface EnsureGoOptions {
  /** Folder that outlives the call, for package lists and for Go's caches where the user has none. */
  downloads: string;
  log: string;
  signal: AbortSignal;
  say: (step: Text) => void;
}

/** The newest that a go.mod of what is built asks for: VictoriaLogs v1.52 does. */
const OLDEST = '1.26.5';

/** Debian's newest Go package that is known to serve, and where it puts its program. */
const DEBIAN_PACKAGE = 'golang-1.26-go';
const DEBIAN_PROGRAM = '/usr/lib/go-1.26/bin/go';

/**
 * Finds Go on the PATH or where Debian puts it; as root on Debian it installs Debian's.
 * Throws an EnvironmentError where there is none and none may be installed.
 */
export async function ensureGo(options: EnsureGoOptions): Promise<Go> {
  for (const program of ['go', DEBIAN_PROGRAM, '/usr/local/go/bin/go']) {
    const go = await ask(program, options);
    if (go !== undefined) return go;
  }
  if (mayInstall() && readOsRelease()?.id === 'debian') {
    options.say(texts.tools.installing('Go'));
    await installPackages([`${DEBIAN_PACKAGE}/sid`, 'golang-1.26-src/sid'], { folder: options.downloads, log: options.log, signal: options.signal });
    const go = await ask(DEBIAN_PROGRAM, options);
    if (go !== undefined) return go;
  }
  throw new EnvironmentError('go', texts.tools.noGo(OLDEST), texts.tools.noGoHint(OLDEST));
}

async function ask(program: string, options: EnsureGoOptions): Promise<Go | undefined> {
  try {
    const env = goEnvironment(options.downloads);
    const printed = await runCommand(program, ['env', 'GOVERSION'], { deadlineMs: 10_000, signal: options.signal, env });
    const version = goVersion(printed);
    return version !== undefined && semver.gte(version, OLDEST) ? { program, version, env } : undefined;
  } catch (error) {
    options.signal.throwIfAborted();
    if (error instanceof CommandFailed) return undefined;
    throw error;
  }
}

/** `go1.26` and `go1.26.8` are versions; `devel …` is none that can be compared. */
export function goVersion(printed: string): string | undefined {
  const match = /^go(\d+)\.(\d+)(?:\.(\d+))?/.exec(printed);
  return match === null ? undefined : `${match[1] ?? ''}.${match[2] ?? ''}.${match[3] ?? '0'}`;
}

/** The user's own caches are used where Go can find them, so that a second checkout compiles nothing again. */
export function goEnvironment(downloads: string, env: NodeJS.ProcessEnv = process.env): Record<string, string> {
  const home = env['HOME'];
  const homeless = home === undefined || home === '' || !existsSync(home);
  return {
    CGO_ENABLED: '0',
    GOTOOLCHAIN: 'local',
    GOFLAGS: '-mod=readonly',
    GOWORK: 'off',
    // Compilers that collect garbage less often take a tenth less processor time (measured with etcd: 120 s to 108 s).
    GOGC: '400',
    ...(homeless && env['GOCACHE'] === undefined ? { GOCACHE: join(downloads, 'go-build') } : {}),
    ...(homeless && env['GOMODCACHE'] === undefined ? { GOMODCACHE: join(downloads, 'go-mod') } : {}),
  };
}
