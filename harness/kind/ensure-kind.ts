import { existsSync } from 'node:fs';
import { chmod, rename } from 'node:fs/promises';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { installRelease } from '../go/install-release.ts';
import { cacheFolders, type CacheFolders } from '../images/cache-folders.ts';
import { CommandFailed, runCommand } from '../process/run-command.ts';
import { makeFolder } from '../process/make-folder.ts';
import { download } from './download.ts';
import { joinTexts, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { messageOf, WordedError } from '../text/worded-error.ts';

const t = texts.tools;

/** The version that the node images of images/images.yaml belong to. */
export const KIND_VERSION = 'v0.33.0';

export interface EnsureKindOptions {
  signal: AbortSignal;
  /** Prints one line for people. */
  say: (line: Text) => void;
}

/** Asking for the address and the first bytes; a place that cannot be reached is found out in this time. */
const FIRST_BYTE_MS = 8_000;
const DOWNLOAD_MS = 120_000;

/**
 * The path of kind {@link KIND_VERSION}: on the PATH, else kept from an earlier run, else the project's release, else
 * built from source. Another version on the PATH is left alone, and said.
 * Throws an EnvironmentError when none of these ways succeeds.
 */
export async function ensureKind({ signal, say }: EnsureKindOptions): Promise<string> {
  const onPath = await kindVersion('kind', signal);
  if (onPath === KIND_VERSION) return 'kind';
  const folders = cacheFolders();
  const kept = keptKind(folders);
  const folder = dirname(kept);
  if (existsSync(kept) && (await kindVersion(kept, signal)) === KIND_VERSION) return kept;
  if (onPath !== undefined) say(t.otherKind(onPath, KIND_VERSION, folder));

  makeFolder(folder);
  const problems: Text[] = [];
  for (const get of [getRelease, buildFromSource]) {
    try {
      await get({ folder, log: join(folder, 'build.log'), downloads: folders.downloads, signal, say });
      if ((await kindVersion(kept, signal)) === KIND_VERSION) return kept;
      problems.push(t.notTheKind(KIND_VERSION));
    } catch (error) {
      signal.throwIfAborted();
      const problem = messageOf(error);
      if (get === getRelease) say(t.kindProblem(problem));
      problems.push(problem);
    }
  }
  throw new EnvironmentError('kind', t.noKind(KIND_VERSION, joinTexts(problems, '; ')), t.noKindHint(KIND_VERSION));
}

/** Where a kind that is not on the PATH is kept. */
export function keptKind({ downloads }: CacheFolders): string {
  return join(downloads, `kind-${KIND_VERSION}`, 'kind');
}

/** What `kind version` says, such as `v0.33.0`; undefined when there is no such program or it does not run here. */
async function kindVersion(program: string, signal: AbortSignal): Promise<string | undefined> {
  try {
    return readKindVersion(await runCommand(program, ['version'], { deadlineMs: 10_000, signal }));
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof CommandFailed) return undefined;
    throw error;
  }
}

export function readKindVersion(printed: string): string | undefined {
  return /^kind (v\S+)/.exec(printed)?.[1];
}

/** Names as kind's releases have them; undefined where there is none. */
export function releaseName(os: NodeJS.Platform = platform(), cpu: string = arch()): string | undefined {
  const system = { linux: 'linux', darwin: 'darwin' }[os as string];
  const processor = { x64: 'amd64', arm64: 'arm64' }[cpu];
  return system === undefined || processor === undefined ? undefined : `kind-${system}-${processor}`;
}

interface Places extends EnsureKindOptions {
  folder: string;
  log: string;
  downloads: string;
}

async function getRelease({ folder, signal, say }: Places): Promise<void> {
  const name = releaseName();
  if (name === undefined) throw new WordedError(t.noRelease(platform(), arch()));
  const url = `https://kind.sigs.k8s.io/dl/${KIND_VERSION}/${name}`;
  say(t.downloading(`kind ${KIND_VERSION}`));
  const draft = join(folder, `kind.${process.pid}`);
  await download(url, draft, { firstByteMs: FIRST_BYTE_MS, deadlineMs: DOWNLOAD_MS, signal });
  await chmod(draft, 0o755);
  await rename(draft, join(folder, 'kind'));
}

async function buildFromSource(places: Places): Promise<void> {
  await installRelease(`sigs.k8s.io/kind@${KIND_VERSION}`, { ...places, building: t.building(`kind ${KIND_VERSION}`) });
}
