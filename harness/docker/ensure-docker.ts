import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { mayInstall } from '../debian/install-packages.ts';
import type { OsRelease } from '../debian/os-release.ts';
import { isDebianFamily, readOsRelease } from '../debian/os-release.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { cacheFolders } from '../images/cache-folders.ts';
import type { DaemonAnswer, DockerFacts } from './ask-daemon.ts';
import { askDaemon } from './ask-daemon.ts';
import { raiseInotifyLimits } from './inotify-limits.ts';
import { installClient, installEngine } from './install-engine.ts';
import { startDaemon } from './start-daemon.ts';
import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';

const t = texts.docker;

export interface EnsureDockerOptions {
  signal: AbortSignal;
  /** Prints one line for people: everything that is changed on this machine is said. */
  say: (line: Text) => void;
  /** Nothing may be asked of a network: what is not installed is not installed then. */
  offline?: boolean;
}

/** What may be done about a daemon that does not answer; decided before anything is changed. */
export type DockerPlan =
  | { step: 'use'; facts: DockerFacts }
  | { step: 'install client' }
  | { step: 'start' }
  | { step: 'install engine' }
  | { step: 'refuse'; error: EnvironmentError };

export interface Machine {
  os: OsRelease | undefined;
  platform: NodeJS.Platform;
  /** Root on a Debian family system, and not forbidden by `CNDJP_DOCKER=never`. */
  mayChange: boolean;
  /** `dockerd` is on this machine. */
  engine: boolean;
  /** Somebody pointed the client at another daemon (`DOCKER_HOST`, a context): starting one here would not help. */
  elsewhere: boolean;
}

/**
 * Sees to it that a Docker daemon answers: takes the one that is there; as root on a Debian family system it installs
 * Docker Engine from Debian's packages or starts an installed one, and says so. `CNDJP_DOCKER=never` forbids both.
 * Throws an EnvironmentError with what to do.
 */
export async function ensureDocker(options: EnsureDockerOptions): Promise<DockerFacts> {
  // Client, engine and start are at most three changes; a fourth round would only repeat one.
  for (let round = 0; round < 4; round += 1) {
    const plan = planDocker(await askDaemon(options.signal), thisMachine(), options.offline);
    if (plan.step === 'use') {
      raiseInotifyLimits(options);
      return plan.facts;
    }
    if (plan.step === 'refuse') throw plan.error;
    const folders = cacheFolders();
    await Promise.all([mkdir(folders.downloads, { recursive: true }), mkdir(folders.logs, { recursive: true })]);
    const places = { folder: folders.downloads, log: join(folders.logs, 'docker-install.log'), ...options };
    if (plan.step === 'install client') await installClient(places);
    if (plan.step === 'install engine') await installEngine(places);
    if (plan.step === 'start') await startDaemon({ log: join(folders.logs, 'dockerd.log'), ...options });
  }
  throw new EnvironmentError('docker', t.stillSilent, t.stillSilentHint);
}

/** Throws an EnvironmentError with what to do when no Docker daemon answers; changes nothing. */
export async function requireDocker(signal: AbortSignal): Promise<void> {
  const plan = planDocker(await askDaemon(signal), { ...thisMachine(), mayChange: false });
  if (plan.step === 'refuse') throw plan.error;
}

/** @param offline whether nothing may be installed */
export function planDocker(answer: DaemonAnswer, machine: Machine, offline = false): DockerPlan {
  const plan = planOnline(answer, machine);
  return offline && plan.step.startsWith('install') ? planOnline(answer, { ...machine, mayChange: false }) : plan;
}

function planOnline(answer: DaemonAnswer, machine: Machine): DockerPlan {
  switch (answer.state) {
    case 'answers':
      return { step: 'use', facts: answer.facts };
    case 'denied':
      return {
        step: 'refuse',
        error: new EnvironmentError('docker', t.denied(answer.reason), t.deniedHint),
      };
    case 'no client':
      if (machine.mayChange) return { step: machine.engine ? 'install client' : 'install engine' };
      return { step: 'refuse', error: new EnvironmentError('docker', answer.reason, howToGetDocker(machine)) };
    case 'silent':
      if (machine.mayChange && !machine.elsewhere) return { step: machine.engine ? 'start' : 'install engine' };
      return { step: 'refuse', error: new EnvironmentError('docker', t.silent(answer.reason), howToGetDocker(machine)) };
  }
}

function thisMachine(env: NodeJS.ProcessEnv = process.env): Machine {
  const os = readOsRelease();
  return {
    os,
    platform: process.platform,
    mayChange: env['CNDJP_DOCKER'] !== 'never' && mayInstall(os),
    engine: (env['PATH'] ?? '').split(':').concat('/usr/sbin', '/usr/bin').some((folder) => existsSync(join(folder, 'dockerd'))),
    elsewhere: (env['DOCKER_HOST'] ?? '') !== '' || !['', 'default'].includes(env['DOCKER_CONTEXT'] ?? ''),
  };
}

/** One sentence that fits the machine at hand. */
function howToGetDocker(machine: Machine): Text {
  const how = t.howToGet;
  if (machine.elsewhere) return how.elsewhere;
  if (machine.platform === 'darwin') return how.mac;
  if (machine.platform === 'win32') return how.windows;
  if (machine.engine) return how.start;
  const guide = machine.os?.id === 'ubuntu' || machine.os?.id === 'debian' || machine.os?.id === 'fedora' ? machine.os.id : '';
  const page = `https://docs.docker.com/engine/install/${guide}`;
  return machine.os !== undefined && isDebianFamily(machine.os) ? how.installAsRoot(page) : how.install(page);
}
