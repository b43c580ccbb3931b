import { CommandFailed, runCommand } from '../process/run-command.ts';
import { roundSeconds } from '../text/duration.ts';
import { verbatim, type Text } from '../text/language.ts';
import { shorten, show } from '../text/show.ts';
import { texts } from '../text/texts.ts';
import { isMap } from '../values/field-path.ts';

/** The part of `docker info` that this project goes by. */
export interface DockerFacts {
  serverVersion: string;
  /** Control groups of the daemon's machine. */
  cgroupVersion: '1' | '2';
  storageDriver: string;
  /** Folder on the daemon's machine that images and containers take space in. */
  rootDir: string;
  processors: number;
  /** Bytes. */
  memory: number;
  operatingSystem: string;
}

/** What became of asking the daemon; `reason` is its or the client's own line. */
export type DaemonAnswer =
  | { state: 'answers'; facts: DockerFacts }
  | { state: 'denied' | 'silent' | 'no client'; reason: Text };

/** A daemon on the same machine answers in well under a second; a hung one must not hold everything up. */
const DEADLINE_MS = 15_000;

/**
 * Asks the daemon, not the client: a client may be there without any engine. Never throws but when interrupted.
 *
 * @param env such as the `DOCKER_HOST` of another daemon
 */
export async function askDaemon(signal: AbortSignal, env: Record<string, string> = {}): Promise<DaemonAnswer> {
  try {
    return readInfo(await runCommand('docker', ['info', '--format', '{{json .}}'], { deadlineMs: DEADLINE_MS, signal, env }));
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof CommandFailed) return judgeFailure(error);
    throw error;
  }
}

/** Reads what `docker info --format '{{json .}}'` printed; older clients exit well although no server answered. */
export function readInfo(json: string): DaemonAnswer {
  const info = parsed(json);
  if (info === undefined) return { state: 'silent', reason: texts.docker.nonsense(show(shorten(json))) };
  const text = (name: string): string => (typeof info[name] === 'string' ? info[name] : '');
  const errors = Array.isArray(info['ServerErrors']) ? info['ServerErrors'].map(String) : [];
  if (errors.length > 0) return judgeText(errors.join('; '));
  return {
    state: 'answers',
    facts: {
      serverVersion: text('ServerVersion'),
      cgroupVersion: text('CgroupVersion') === '1' ? '1' : '2',
      storageDriver: text('Driver'),
      rootDir: text('DockerRootDir'),
      processors: Number(info['NCPU'] ?? 0),
      memory: Number(info['MemTotal'] ?? 0),
      operatingSystem: text('OperatingSystem'),
    },
  };
}

function parsed(json: string): Record<string, unknown> | undefined {
  try {
    const info: unknown = JSON.parse(json);
    return isMap(info) ? info : undefined;
  } catch {
    return undefined;
  }
}

function judgeFailure(error: CommandFailed): DaemonAnswer {
  if (error.cause !== undefined && (error.cause as { code?: string }).code === 'ENOENT') {
    return { state: 'no client', reason: texts.docker.notOnPath };
  }
  if (error.timedOut) return { state: 'silent', reason: texts.docker.late(roundSeconds(DEADLINE_MS)) };
  if (error.endless) return { state: 'silent', reason: texts.docker.nonsense(show(shorten(error.output))) };
  return judgeText(error.output);
}

/** Tells "not allowed" from "not there" by the words of Docker's client. */
export function judgeText(output: string): DaemonAnswer {
  // With --format json the client prints the JSON as well: the sentence about the server is what counts.
  const sentence = /(permission denied[^\n"]*|(?:Cannot connect|failed to connect|error during connect)[^\n"]*)/i.exec(output)?.[1];
  const reason = verbatim((sentence ?? output.split('\n').at(-1) ?? '').trim());
  return { state: /permission denied/i.test(output) ? 'denied' : 'silent', reason };
}
