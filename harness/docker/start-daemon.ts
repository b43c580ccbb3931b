import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, openSync, closeSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { CommandFailed, lastLines, runCommand } from '../process/run-command.ts';
import { askDaemon } from './ask-daemon.ts';
import { removeStalePidFiles } from './stale-pid-files.ts';
import { roundSeconds } from '../text/duration.ts';
import { verbatim, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';

const t = texts.docker;

export interface StartOptions {
  log: string;
  signal: AbortSignal;
  say: (line: Text) => void;
}

/** From nothing it takes two seconds here; with many containers to bring back it takes longer. */
const DEADLINE_MS = 60_000;
const POLL_MS = 250;

/**
 * Starts the installed daemon and waits until it answers: by systemd where that runs the machine, else detached with
 * its output in the log, so that it outlives this process and holds none of its streams.
 * Throws an EnvironmentError with the log's last lines.
 */
export async function startDaemon(options: StartOptions): Promise<void> {
  if (existsSync('/run/systemd/system')) await startByUnit(options);
  else await startDetached(options);
}

async function startByUnit({ signal, say }: StartOptions): Promise<void> {
  say(t.startingUnit);
  try {
    await runCommand('systemctl', ['start', 'docker'], { deadlineMs: DEADLINE_MS, signal });
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof CommandFailed)) throw error;
    throw new EnvironmentError('docker', error.text, t.unitHint, { cause: error });
  }
}

async function startDetached({ log, signal, say }: StartOptions): Promise<void> {
  removeStalePidFiles();
  const output = openSync(log, 'a');
  const child = spawn('dockerd', [], { detached: true, stdio: ['ignore', output, output], env: withAdministratorsPath() });
  closeSync(output);
  child.unref();
  say(t.starting(child.pid === undefined ? t.unknown : String(child.pid), log));
  await Promise.all([untilItAnswers(child, { log, signal }), child.pid === undefined ? undefined : writeFile(`${log}.pid`, `${child.pid}\n`)]);
}

/** The environment, with the folders where daemons and what they call lie: a user's PATH need not have them. */
export function withAdministratorsPath(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` };
}

/**
 * Waits until a daemon that has just been started answers. Throws an EnvironmentError with the log's last lines where it ends,
 * or does not answer in time.
 *
 * @param env how it is reached, such as `DOCKER_HOST`
 */
export async function untilItAnswers(child: ChildProcess, { log, signal, env }: Pick<StartOptions, 'log' | 'signal'> & { env?: Record<string, string> }): Promise<void> {
  let ended: Text | undefined;
  child.once('error', (error) => (ended = verbatim(error.message)));
  child.once('exit', (code, by) => (ended = t.ended(by ?? t.exitCode(code === null ? t.unknown : String(code)))));
  const late = Date.now() + DEADLINE_MS;
  for (;;) {
    if ((await askDaemon(signal, env)).state === 'answers') return;
    if (ended !== undefined) throw notStarted(ended, log);
    if (Date.now() > late) throw notStarted(t.late(roundSeconds(DEADLINE_MS)), log);
    await pause(POLL_MS, undefined, { signal });
  }
}

function notStarted(why: Text, log: string): EnvironmentError {
  return new EnvironmentError('docker', t.notStarted(why, lastLines(readLog(log), 8)), t.logHint(log));
}

function readLog(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
