import { createReadStream, existsSync } from 'node:fs';
import { readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream';
import { createZstdCompress, constants } from 'node:zlib';
import { KIND_VERSION } from '../kind/ensure-kind.ts';
import type { SuppliedImage } from '../images/supply-images.ts';
import { revisionOf } from '../process/revision.ts';
import { CommandFailed, runCommand } from '../process/run-command.ts';
import type { ScriptTools } from '../process/script.ts';
import { texts } from '../text/texts.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { bundledName } from '../images/bundled-name.ts';
import type { DockerArchive } from './docker-archive.ts';
import { format, partNames, project, thisPlatform, type BundledImage, type BundleManifest } from './manifest.ts';
import { gigabytes } from './open-bundle.ts';
import { packPackages, type PackedPackage } from './pack-packages.ts';
import type { Lock } from './platform-packages.ts';
import { counted, tellProgress } from './progress.ts';
import { ensureRoom } from './room.ts';
import { inScratchFolder, removeUnfinished, unfinished } from './scratch-folder.ts';
import { BundleWriter, type Draft } from './write-bundle.ts';

const t = texts.bundle;

/** Bytes of a bundle for each byte of its images, which are compressed: measured 0.25. */
const compressed = 0.5;

/** Where a bundle's parts come from; tests bring their own. */
export interface SaveSources {
  checkout: string;
  docker: DockerArchive;
  images: readonly SuppliedImage[];
  /** Path of the kind program. */
  kind: string;
  pack?: (lock: Lock, folder: string, signal: AbortSignal) => Promise<PackedPackage[]>;
}

/**
 * Throws an EnvironmentError where a bundle cannot be saved under this path: something lies there already, or the folder is
 * not there.
 */
export async function requireFree(path: string, overwrite: boolean): Promise<void> {
  if (!existsSync(dirname(path))) throw new EnvironmentError(path, t.noFolder(dirname(path)), t.noFolderHint);
  if (!existsSync(path)) return;
  if (!(await stat(path)).isFile()) throw new EnvironmentError(path, t.noFile, t.otherNameHint);
  if (!overwrite) throw new EnvironmentError(path, t.exists, t.existsHint);
}

/**
 * Saves all that a machine without a network needs into one file. It has its name when it is complete; what is interrupted or
 * fails leaves nothing.
 *
 * @throws EnvironmentError for a disk that is too full, for npm and for Docker
 */
export async function saveBundle(path: string, sources: SaveSources, tools: Pick<ScriptTools, 'signal' | 'say'>): Promise<{ manifest: BundleManifest; size: number }> {
  const { checkout, images, pack = packPackages } = sources;
  const { signal, say } = tools;
  const imageBytes = images.reduce((sum, { size }) => sum + size, 0);
  await ensureRoom(dirname(path), imageBytes * compressed);
  await removeUnfinished(path);
  const draftPath = unfinished(path);
  return await inScratchFolder(join(checkout, '.work', 'bundle'), async (folder) => {
    say(t.packing);
    const packages = await pack(JSON.parse(await readFile(join(checkout, 'package-lock.json'), 'utf8')) as Lock, folder, signal);
    const draft = await draftOf(sources, packages, signal);
    const writer = await BundleWriter.create(draftPath, draft, [...packages.map(({ part }) => part), partNames.kind, partNames.images]);
    try {
      for (const { part, path: archive } of packages) await writer.add(part, createReadStream(archive));
      await writer.add(partNames.kind, createReadStream(await programFile(sources.kind, signal)));
      await addImages(writer, draft.images, sources, tools, imageBytes);
      const saved = await writer.finish();
      signal.throwIfAborted();
      await rename(draftPath, path);
      return saved;
    } catch (error) {
      signal.throwIfAborted();
      throw tooLarge(path, error) ?? error;
    } finally {
      await writer.close();
      await rm(draftPath, { force: true });
    }
  });
}

async function draftOf({ checkout, docker, images }: SaveSources, packages: readonly PackedPackage[], signal: AbortSignal): Promise<Draft> {
  return {
    format,
    project,
    savedAt: `${new Date().toISOString().slice(0, 19)}Z`,
    revision: await revisionOf(checkout, signal),
    platform: thisPlatform,
    docker: await docker.platform(),
    kind: KIND_VERSION,
    images: images.map(({ name, id, size, key, version }): BundledImage => ({ name, saved: bundledName(name), id, size, ...(key === undefined ? {} : { key, version }) })),
    packages: Object.fromEntries(packages.map(({ integrity, part }) => [integrity, part])),
  };
}

async function addImages(writer: BundleWriter, images: readonly BundledImage[], { docker }: SaveSources, { signal, say }: Pick<ScriptTools, 'signal' | 'say'>, bytes: number): Promise<void> {
  say(t.savingImages(images.length));
  const renamed = images.filter(({ name, saved }) => name !== saved);
  for (const { id, saved } of renamed) await docker.tag(id, saved);
  try {
    const archive = counted(docker.save(images.map(({ saved }) => saved)), tellProgress(t.imagesPart, bytes, say));
    const compress = createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 3 } });
    let failure: unknown;
    // Its errors come out of the iteration of `compress`; the first one is the cause.
    pipeline(archive, compress, (error) => { failure = error; });
    try {
      await writer.add(partNames.images, compress);
    } catch (error) {
      throw failure ?? error;
    }
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof CommandFailed)) throw error;
    throw new EnvironmentError('docker', t.notSaved(error.text), texts.images.notAskedHint, { cause: error });
  } finally {
    for (const { saved } of renamed) await docker.untag(saved);
  }
}

/** What a file system says of a file that is larger than it takes, or than there is room for; undefined for anything else. */
function tooLarge(path: string, error: unknown): EnvironmentError | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EFBIG') return new EnvironmentError(path, t.tooLarge, t.tooLargeHint, { cause: error });
  if (code === 'ENOSPC' || code === 'EDQUOT') return new EnvironmentError(path, t.diskFull, t.tooFullHint, { cause: error });
  return undefined;
}

async function programFile(kind: string, signal: AbortSignal): Promise<string> {
  const path = basename(kind) === kind ? await runCommand('sh', ['-c', 'command -v "$1"', 'sh', kind], { deadlineMs: 10_000, signal }) : kind;
  return await realpath(resolve(path));
}

/** The parts of a bundle by what they are, for people. */
export function sizesOf({ parts }: Pick<BundleManifest, 'parts'>): Record<'packages' | 'kind' | 'images', string> {
  const sum = (wanted: (name: string) => boolean): string => gigabytes(parts.filter(({ name }) => wanted(name)).reduce((total, { size }) => total + size, 0));
  return { packages: sum((name) => name.startsWith(partNames.package(''))), kind: sum((name) => name === partNames.kind), images: sum((name) => name === partNames.images) };
}
