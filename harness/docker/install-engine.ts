import { readOsRelease, type OsRelease } from '../debian/os-release.ts';
import { askDaemon } from './ask-daemon.ts';
import { installPackages } from '../debian/install-packages.ts';
import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';

export interface InstallPlaces {
  folder: string;
  log: string;
  signal: AbortSignal;
  say: (line: Text) => void;
}

/**
 * Debian 12's own engine (20.10) cannot start privileged containers on a machine that lacks a capability, and its
 * containerd is too old beside a newer engine: both are taken from Debian unstable there. Later releases' own serve.
 */
export function enginePackages(os: OsRelease | undefined): string[] {
  const old = os?.id === 'debian' && Number(os.versionId ?? Number.POSITIVE_INFINITY) <= 12;
  return [...(old ? ['docker.io/sid', 'containerd/sid'] : ['docker.io']), 'iptables', 'ca-certificates'];
}

/** Debian splits the client off since 13; before that and on Ubuntu it comes with the engine. */
export function clientPackages(os: OsRelease | undefined): string[] {
  if (os?.id !== 'debian') return ['docker.io'];
  return [Number(os.versionId ?? Number.POSITIVE_INFINITY) <= 12 ? 'docker-cli/sid' : 'docker-cli'];
}

/** Installs Docker Engine and its client; needs root on a Debian family system. Throws an EnvironmentError. */
export async function installEngine({ say, ...places }: InstallPlaces): Promise<void> {
  const os = readOsRelease();
  const packages = [...new Set([...enginePackages(os), ...(await hasClient(places.signal) ? [] : clientPackages(os))])];
  say(texts.docker.installing(packages.join(', ')));
  await installPackages(packages, places);
}

export async function installClient({ say, ...places }: InstallPlaces): Promise<void> {
  const packages = clientPackages(readOsRelease());
  say(texts.docker.installingClient(packages.join(', ')));
  await installPackages(packages, places);
}

async function hasClient(signal: AbortSignal): Promise<boolean> {
  return (await askDaemon(signal)).state !== 'no client';
}
