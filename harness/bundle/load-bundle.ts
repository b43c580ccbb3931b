import { chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream';
import { createZstdDecompress } from 'node:zlib';
import { KEY_LABEL, VERSION_LABEL } from '../images/build-recipe.ts';
import type { CacheFolders } from '../images/cache-folders.ts';
import type { ImageEntry } from '../images/image-list.ts';
import type { ImageStore } from '../images/image-store.ts';
import { imageStatus, type SupplyOptions } from '../images/supply-images.ts';
import { keptKind, KIND_VERSION } from '../kind/ensure-kind.ts';
import { CommandFailed } from '../process/run-command.ts';
import type { ScriptTools } from '../process/script.ts';
import { texts } from '../text/texts.ts';
import { defined } from '../values/defined.ts';
import { isSystemError } from '../values/system-error.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import type { DockerArchive } from './docker-archive.ts';
import { partNames, type BundledImage, type BundleManifest } from './manifest.ts';
import { readPart, type Bundle } from './open-bundle.ts';
import { counted, tellProgress } from './progress.ts';
import { ensureRoom } from './room.ts';
import { unfinished } from './scratch-folder.ts';

const t = texts.bundle;

/** Where a bundle is loaded to; tests bring their own. */
export interface LoadTargets {
  list: readonly ImageEntry[];
  docker: DockerArchive;
  folders: CacheFolders;
  /** Throws where Docker has no room for so many bytes. */
  ensureRoom: (bytes: number) => Promise<void>;
  store?: Pick<ImageStore, 'inspect'>;
  recipeFolders?: SupplyOptions['recipeFolders'];
}

/**
 * Loads images and kind of a bundle that has been verified. Where Docker takes in only some of the images, the names that it
 * has given are taken back.
 *
 * @throws EnvironmentError where this checkout or this Docker needs others, and where Docker does not take them
 */
export async function loadBundle(bundle: Bundle, targets: LoadTargets, { signal, say }: Pick<ScriptTools, 'signal' | 'say'>): Promise<void> {
  const { manifest, path } = bundle;
  const { list, docker, folders } = targets;
  const places = { signal, ...defined({ store: targets.store, recipeFolders: targets.recipeFolders }) };
  await requireSameState(bundle, targets, signal);
  const platform = await docker.platform();
  if (platform !== manifest.docker) throw new EnvironmentError(path, t.otherPlatform(manifest.docker, platform), t.otherPlatformHint);

  const { missing } = await imageStatus(list, places);
  if (missing.length === 0) {
    say(t.imagesThere);
  } else {
    await targets.ensureRoom(roomFor(manifest.images, list));
    await loadImages(bundle, docker, { signal, say });
    const after = await imageStatus(list, places);
    // Docker's two ways to keep images give the same image different ids, and what we build on somebody else's image goes by its id.
    const ours = new Set(list.filter((entry) => entry.ours === true).map(({ name }) => name));
    const others = after.missing.filter((name) => !ours.has(name));
    if (others.length > 0) throw new EnvironmentError('docker', t.stillMissing(others.join(', ')), t.stillMissingHint);
    if (after.missing.length > 0) say(t.builtLater(after.missing.join(', ')));
  }
  await placeKind(bundle, folders, signal);
}

/** Bytes: Docker first keeps the archive, then each image once; and most of them are once on each of two nodes. */
function roomFor(images: readonly BundledImage[], list: readonly ImageEntry[]): number {
  const onNodes = new Set(list.filter(({ use }) => use === 'load' || use === 'ingress').map(({ name }) => name));
  return images.reduce((sum, { name, size }) => sum + size * (onNodes.has(name) ? 4 : 2), 0);
}

/** Throws an EnvironmentError where a checkout needs other images or another kind than a bundle has. */
export async function requireSameState({ path, manifest }: Pick<Bundle, 'path' | 'manifest'>, { list, recipeFolders }: Pick<LoadTargets, 'list' | 'recipeFolders'>, signal: AbortSignal): Promise<void> {
  const { missing } = await imageStatus(list, { signal, store: storeOf(manifest), ...defined({ recipeFolders }) });
  const first = missing[0] ?? (manifest.kind === KIND_VERSION ? undefined : `kind ${KIND_VERSION}`);
  if (first !== undefined) throw new EnvironmentError(path, t.otherState(first, manifest.revision.slice(0, 12)), t.saveAgain);
}

/** What Docker would know of the images of a bundle. */
function storeOf({ images }: BundleManifest): Pick<ImageStore, 'inspect'> {
  const byName = new Map(images.map((image) => [image.saved, image]));
  return {
    inspect: (name) => {
      const image = byName.get(name);
      if (image === undefined) return Promise.resolve(undefined);
      const { id, size, key, version = '' } = image;
      return Promise.resolve({ id, size, env: [], labels: key === undefined ? {} : { [KEY_LABEL]: key, [VERSION_LABEL]: version } });
    },
  };
}

async function loadImages(bundle: Bundle, docker: DockerArchive, { signal, say }: Pick<ScriptTools, 'signal' | 'say'>): Promise<void> {
  const { images } = bundle.manifest;
  say(t.loadingImages(images.length));
  const before = new Map(await Promise.all(images.map(async ({ saved }) => [saved, await docker.idOf(saved)] as const)));
  let unread: Error | null | undefined;
  try {
    const progress = tellProgress(t.imagesPart, images.reduce((sum, { size }) => sum + size, 0), say);
    const decompress = createZstdDecompress();
    pipeline(readPart(bundle, partNames.images), decompress, (error) => { unread ??= error; });
    await docker.load(counted(decompress as AsyncIterable<Uint8Array>, progress));
    signal.throwIfAborted();
  } catch (error) {
    await takeBack(images, before, docker);
    signal.throwIfAborted();
    // A stick that was pulled out ends the archive, of which Docker only says that it ended too early.
    if (isSystemError(unread)) throw unread;
    if (!(error instanceof CommandFailed)) throw error;
    const full = error.text.en.includes('no space left');
    throw new EnvironmentError('docker', full ? t.dockerFull : t.notLoaded(error.text), full ? t.tooFullHint : texts.images.notAskedHint, { cause: error });
  }
}

/** Gives each name back to the image that had it. */
async function takeBack(images: readonly BundledImage[], before: ReadonlyMap<string, string | undefined>, docker: DockerArchive): Promise<void> {
  for (const { saved } of images) {
    const [now, then] = [await docker.idOf(saved), before.get(saved)];
    if (now === then) continue;
    if (then === undefined) await docker.untag(saved);
    else await docker.tag(then, saved);
  }
}

/** Puts kind where {@link ensureKind} keeps it. */
async function placeKind(bundle: Bundle, folders: CacheFolders, signal: AbortSignal): Promise<void> {
  const path = keptKind(folders);
  await mkdir(dirname(path), { recursive: true });
  await ensureRoom(dirname(path), bundle.places.get(partNames.kind)?.size ?? 0);
  const draft = unfinished(path);
  try {
    await writeFile(draft, readPart(bundle, partNames.kind), { signal });
    await chmod(draft, 0o755);
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
}
