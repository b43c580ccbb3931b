import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { untilItAnswers, withAdministratorsPath } from '../docker/start-daemon.ts';
import { CommandFailed, runCommand } from '../process/run-command.ts';
import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';

const t = texts.bundle.trying;

/** Milliseconds that a daemon has to end its containers in. */
const endWithinMs = 60_000;

/** A Docker daemon of its own, in a network namespace with no way out. */
export interface UnpluggedDocker {
  /** What reaches it. */
  env: { DOCKER_HOST: string };
  /** A command line that runs in the same network namespace. */
  inside: (command: readonly string[]) => [string, ...string[]];
}

/** Throws an EnvironmentError where this machine does not let this user make a network namespace, or has no engine. */
export async function requireUnplugging(signal: AbortSignal): Promise<void> {
  if (process.platform !== 'linux') throw new EnvironmentError('try', t.cannot(t.onlyLinux), t.cannotHint);
  try {
    // As the daemon is started, with what it needs beside it: a user who may do all this is root.
    await runCommand('sh', ['-c', 'command -v dockerd >/dev/null || { echo "dockerd: not found" >&2; exit 1; }; exec unshare --net --mount ip link set lo up'], { deadlineMs: 10_000, signal, env: { PATH: withAdministratorsPath()['PATH'] } });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof CommandFailed) throw new EnvironmentError('try', t.cannot(error.text), t.cannotHint, { cause: error });
    throw error;
  }
}

/**
 * Starts a daemon that knows no network, for as long as the work lasts. Nothing of it is left: images, containers and networks
 * lie in the folder, and in its namespace.
 *
 * @param folder for its data; the caller removes it
 */
export async function withUnpluggedDocker<T>(folder: string, { signal, say }: { signal: AbortSignal; say: (line: Text) => void }, work: (docker: UnpluggedDocker) => Promise<T>): Promise<T> {
  // The path of a socket is 107 bytes long at most.
  const run = await mkdtemp(join(tmpdir(), 'cndjp-'));
  const log = join(folder, 'dockerd.log');
  const env = { DOCKER_HOST: `unix://${run}/docker.sock` };
  const output = openSync(log, 'a');
  // A containerd of the machine's own, which dockerd would take, is in the other network.
  const begin = 'ip link set lo up && { [ ! -d /run/containerd ] || mount -t tmpfs tmpfs /run/containerd; } && exec dockerd "$@"';
  const places = ['--data-root', join(folder, 'docker'), '--exec-root', join(run, 'exec'), '--pidfile', join(run, 'pid'), '--host', env.DOCKER_HOST];
  const daemon = spawn('unshare', ['--net', '--mount', 'sh', '-c', begin, 'dockerd', ...places], { detached: true, stdio: ['ignore', output, output], env: withAdministratorsPath() });
  closeSync(output);
  try {
    say(t.starting);
    await untilItAnswers(daemon, { log, signal, env });
    return await work({ env, inside: (command) => ['nsenter', `--net=/proc/${daemon.pid ?? 0}/ns/net`, ...command] });
  } finally {
    await end(daemon);
    await rm(run, { recursive: true, force: true });
  }
}

async function end(daemon: ChildProcess): Promise<void> {
  if (daemon.pid === undefined || daemon.exitCode !== null || daemon.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => { daemon.once('exit', () => { resolve(); }); });
  daemon.kill('SIGTERM');
  const late = new AbortController();
  await Promise.race([ended, pause(endWithinMs, undefined, { signal: late.signal }).then(() => daemon.kill('SIGKILL'), () => undefined)]);
  late.abort();
  await ended;
}
