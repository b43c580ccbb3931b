import { execa } from 'execa';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { CommandFailed, runCommand } from '../process/run-command.ts';
import { KEY_LABEL, VERSION_LABEL } from './build-recipe.ts';
import { roundSeconds } from '../text/duration.ts';
import { verbatim, type Text } from '../text/language.ts';
import { shorten, show } from '../text/show.ts';
import { texts } from '../text/texts.ts';
import { isMap } from '../values/field-path.ts';

/** What the daemon knows of one image. */
export interface StoredImage {
  id: string;
  labels: Readonly<Record<string, string>>;
  env: readonly string[];
  /** Bytes. */
  size: number;
}

/** `refused`: a registry answered, without the image; `silent`: no registry answered. */
export type PullOutcome = { outcome: 'pulled' } | { outcome: 'refused' | 'silent'; message: Text };

/** The questions that the image supply puts to Docker; tests answer them without one. */
export interface ImageStore {
  inspect(name: string): Promise<StoredImage | undefined>;
  pull(name: string, options: { signal: AbortSignal; answered: () => void }): Promise<PullOutcome>;
  labelVersion(name: string, version: string): Promise<void>;
  /** Removes images of ours that have lost their name to a newer build; what a container uses stays. */
  removeOld: () => Promise<void>;
  /** Environment that makes `docker build` use the daemon's own images as bases. */
  buildEnv(): Promise<Record<string, string>>;
}

/** A registry that has not answered by then does not answer: a registry's first words take well under a second. */
export const ANSWER_WITHIN_MS = 8_000;
/** Half a gigabyte on a slow line. */
const PULL_WITHIN_MS = 15 * 60_000;
const QUICK_MS = 30_000;

/** The Docker daemon that the `docker` client on the PATH talks to. */
export function dockerStore(signal: AbortSignal): ImageStore {
  return {
    inspect: (name) => inspect(name, signal),
    pull,
    labelVersion: async (name, version) => {
      const env = await buildEnv(signal);
      await runCommand('docker', ['build', '--quiet', '--tag', name, '--label', `${VERSION_LABEL}=${version}`, '-'], {
        env,
        input: `FROM ${name}\n`,
        deadlineMs: 120_000,
        signal,
      });
    },
    removeOld: () => removeOld(signal),
    buildEnv: () => buildEnv(signal),
  };
}

export interface Inspected {
  Id: string;
  Size: number;
  Config: { Labels?: Record<string, string> | null; Env?: string[] | null } | null;
}

/** Reads what `docker image inspect --format '{{json .}}'` printed; undefined for what Docker does not say of an image. */
export function readInspected(text: string): Inspected | undefined {
  try {
    const image: unknown = JSON.parse(text);
    return isMap(image) && typeof image['Id'] === 'string' && typeof image['Size'] === 'number' ? image as unknown as Inspected : undefined;
  } catch {
    return undefined;
  }
}

async function inspect(name: string, signal: AbortSignal): Promise<StoredImage | undefined> {
  try {
    const text = await runCommand('docker', ['image', 'inspect', '--format', '{{json .}}', name], { deadlineMs: QUICK_MS, signal });
    const image = readInspected(text);
    if (image === undefined) throw new EnvironmentError('docker', texts.images.notAsked(name, show(shorten(text))), texts.images.notAskedHint);
    return { id: image.Id, size: image.Size, labels: image.Config?.Labels ?? {}, env: image.Config?.Env ?? [] };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof CommandFailed)) throw error;
    if (/no such image|not found/i.test(error.output)) return undefined;
    throw new EnvironmentError('docker', texts.images.notAsked(name, error.text), texts.images.notAskedHint, { cause: error });
  }
}

/** Without BuildKit's plugin only the older builder is there; with it, the builder inside the daemon sees its images. */
async function buildEnv(signal: AbortSignal): Promise<Record<string, string>> {
  try {
    await runCommand('docker', ['buildx', 'version'], { deadlineMs: QUICK_MS, signal });
    return { DOCKER_BUILDKIT: '1', BUILDX_BUILDER: 'default' };
  } catch {
    signal.throwIfAborted();
    return { DOCKER_BUILDKIT: '0' };
  }
}

/** A young nameless image may be a step of a build that another run is doing. */
const OLD = '2h';

async function removeOld(signal: AbortSignal): Promise<void> {
  try {
    await runCommand('docker', ['image', 'prune', '--force', '--filter', `label=${KEY_LABEL}`, '--filter', `until=${OLD}`], { deadlineMs: 60_000, signal });
  } catch (error) {
    signal.throwIfAborted();
    // Only tidiness: the run does not depend on it.
    if (!(error instanceof CommandFailed)) throw error;
  }
}

async function pull(name: string, { signal, answered }: { signal: AbortSignal; answered: () => void }): Promise<PullOutcome> {
  const silence = new AbortController();
  const timer = setTimeout(() => { silence.abort(); }, ANSWER_WITHIN_MS);
  const output: string[] = [];
  const child = execa('docker', ['pull', name], {
    stdin: 'ignore',
    all: true,
    reject: false,
    timeout: PULL_WITHIN_MS,
    forceKillAfterDelay: 5_000,
    cancelSignal: AbortSignal.any([signal, silence.signal]),
  });
  for await (const line of child.iterable({ from: 'all' })) {
    output.push(line);
    // Printed once the registry has sent the image's manifest: from here on only the download takes time.
    if (/pulling from/i.test(line)) {
      clearTimeout(timer);
      answered();
    }
  }
  const result = await child;
  clearTimeout(timer);
  signal.throwIfAborted();
  if (!result.failed) return { outcome: 'pulled' };
  if (silence.signal.aborted) return { outcome: 'silent', message: texts.images.noAnswer(roundSeconds(ANSWER_WITHIN_MS)) };
  if (result.timedOut) return { outcome: 'refused', message: texts.images.incomplete(PULL_WITHIN_MS / 60_000) };
  return readPullError(output.join('\n'));
}

/**
 * Tells "there is no such image" from "there is nobody there", by the texts of Docker's daemon: errors of the network
 * come from Go's net and tls packages, and a proxy in the way answers with a status of its own.
 */
export function readPullError(output: string): PullOutcome {
  const message = output.split('\n').filter((line) => line.trim() !== '').at(-1)?.trim();
  if (message === undefined) return { outcome: 'refused', message: texts.images.pullFailed };
  const nobody =
    /dial tcp|no such host|server misbehaving|timeout|connection (refused|reset)|network is unreachable|no route to host|tls:|x509|\bEOF\b|proxyconnect|context deadline|context canceled|unexpected status|received unexpected HTTP status|40[37] |5\d\d /i;
  const known = /not found|manifest unknown|does not exist|access denied|no matching manifest|toomanyrequests|rate limit/i;
  return { outcome: known.test(message) && !/dial tcp/i.test(message) ? 'refused' : nobody.test(message) ? 'silent' : 'refused', message: verbatim(message) };
}
