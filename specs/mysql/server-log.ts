/** What a server's log says about where it stands. */
export interface ServerState {
  /** The port on which it says that it listens; 0 when it does not listen on the network. */
  port: number;
}

/** How the server itself says that it accepts connections. */
const ready = /mysqld: ready for connections\..*\bport: (\d+)/;
/** How the entry points of images announce the server that only runs their scripts, which listens on a socket. */
const temporary = /starting (?:the )?temporary server/i;

/**
 * Where the real server of a start listens; undefined as long as its log does not say that it does. The servers are counted: the entry
 * point prints to another stream than they do, and on a busy node the container runtime may swap lines of the two.
 */
export function listeningServer(lines: readonly string[]): ServerState | undefined {
  const temporaries = lines.filter((line) => temporary.test(line)).length;
  const port = lines.flatMap((line) => ready.exec(line)?.[1] ?? [])[temporaries];
  return port === undefined ? undefined : { port: Number(port) };
}

/** The init scripts that a start ran, in order, as the image logs them. */
export function scriptsIn(lines: readonly string[]): string[] {
  return lines.flatMap((line) => /running (\/docker-entrypoint-initdb\.d\/\S+)/.exec(line)?.[1] ?? []);
}

/** What ended a start, or spoilt it. */
export interface StartFault {
  kind:
    | 'no root password' | 'user root' | 'two ways' | 'option' | 'script' | 'data folder not empty' | 'not allowed' | 'read-only'
    | 'in use' | 'folder hidden' | 'other version' | 'no space' | 'no socket' | 'address' | 'no password' | 'no such file';
  /** What it is about: a variable, an option, a file. */
  about: string;
  /** The line that says so. */
  said: string;
}

/** What the image and the server say, and what it means; `about` is the first group. */
const rules: readonly [StartFault['kind'], RegExp][] = [
  ['no root password', /password option is not specified|there is no root password/],
  ['user root', /MYSQL_USER(?: is root|="root")/],
  ['no password', /MYSQL_USER is set without (MYSQL_PASSWORD)/],
  ['no such file', /(MYSQL_\w+_FILE) names \S+, which cannot be read/],
  ['two ways', /(MYSQL_\w+) and MYSQL_\w+_FILE are (?:both )?set/],
  ['option', /(?:unknown (?:variable|option)|ambiguous option|option) '(?:--)?([^'=\s]+)/],
  ['option', /Error while setting value '[^']*' to '([^']+)'/],
  ['address', /Can't start server: Bind on|Can't start server: cannot resolve hostname|Failed to (?:set up|create) (?:a )?(?:socket|listener)|Bind on (?:TCP\/IP )?port/i],
  ['folder hidden', /Can't read dir of '([^']+)'/],
  ['data folder not empty', /data directory has files in it|specified but the data directory/],
  ['in use', /unable to lock|another mysqld/i],
  ['read-only', /read-only file system|errno:? 30\b|Errcode: 30\b/i],
  ['no socket', /Could not create unix socket lock file (\S+?)\.?$/i],
  ['no space', /No space left on device|errno:? 28\b|Errcode: 28\b|disk is full/i],
  ['other version', /Cannot (?:upgrade|downgrade)|Invalid MySQL server (?:upgrade|downgrade)|not supported to (?:upgrade|downgrade)|(?:upgrade|downgrade) .* (?:is not|not) (?:supported|permitted)/i],
  ['not allowed', /permission denied|cannot be written to by uid|operation not permitted|is not writable|errno:? (?:1|13)\b|Errcode: 13\b/i],
];

/** An error of the client that feeds a script to the server, or of a script's own shell. */
const scriptError = /^ERROR \d+ |\/docker-entrypoint-initdb\.d\/\S+: (?:line \d+|.*(?:not found|denied|directory))/;

const harmless = /\[(?:Warning|Warn|System|Note)\]|^mbind:/;

/** Why a start failed, or what it left undone, as its log says; undefined where the log does not say. */
export function startFault(lines: readonly string[]): StartFault | undefined {
  // The one that fails is the last; its error comes by another stream, and may stand before the line that says so.
  const script = scriptsIn(lines).at(-1);
  for (const line of lines) {
    if (script !== undefined && scriptError.test(line)) return { kind: 'script', about: script, said: line };
    // Much is warned of that keeps no server from starting.
    if (harmless.test(line)) continue;
    for (const [kind, pattern] of rules) {
      const found = pattern.exec(line);
      if (found !== null) return { kind, about: found.slice(1).find(Boolean) ?? '', said: line };
    }
  }
  return undefined;
}
