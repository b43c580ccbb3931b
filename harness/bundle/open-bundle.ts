import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { texts } from '../text/texts.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { afterManifest, layOut, sumSize, type Place } from './layout.ts';
import { format, partNames, project, thisPlatform, type BundleManifest } from './manifest.ts';
import { block, padding, sizeInHeader } from './tar-header.ts';
import { preamble } from './write-bundle.ts';

const t = texts.bundle;

/** Bytes; a real one has a hundredth of it. */
const largestManifest = 16_000_000;

/** A bundle whose manifest has been read; its parts have not. */
export interface Bundle {
  path: string;
  manifest: BundleManifest;
  /** Bytes of the whole. */
  size: number;
  /** Its first bytes, up to the first part's header. */
  head: Buffer;
  places: ReadonlyMap<string, Place>;
}

/**
 * Reads what a bundle says about itself.
 *
 * @throws EnvironmentError where it is no bundle, is of a newer format, is not whole, or its manifest is damaged
 */
export async function openBundle(path: string): Promise<Bundle> {
  const { size, isFile } = await lookAt(path);
  if (!isFile) throw new EnvironmentError(path, t.noFile, t.noBundleHint);
  const head = await firstBytes(path, size);
  const manifest = readManifest(path, head);
  const { places, total } = layOut(manifestSizeOf(head) ?? 0, manifest.parts);
  if (size < total) throw new EnvironmentError(path, t.cutOff(gigabytes(size), gigabytes(total)), t.copyAgain);
  if (size > total) throw damaged(path, t.end);
  return { path, manifest, size, head, places: new Map(places.map((place) => [place.name, place])) };
}

/** Throws an EnvironmentError where a bundle was saved for other machines than this. */
export function requirePlatform({ path, manifest }: Pick<Bundle, 'path' | 'manifest'>, platform: string = thisPlatform): void {
  if (manifest.platform !== platform) throw new EnvironmentError(path, t.otherPlatform(manifest.platform, platform), t.otherPlatformHint);
}

/** A part, as it comes from the file. */
export function readPart({ path, places }: Pick<Bundle, 'path' | 'places'>, name: string): AsyncIterable<Buffer> {
  const place = places.get(name);
  if (place === undefined) throw new EnvironmentError(path, t.lacks(name), t.saveAgain);
  if (place.size === 0) return Readable.from([]);
  return createReadStream(path, { start: place.start, end: place.start + place.size - 1, highWaterMark: 1 << 20 });
}

/** What a bundle is said to be that is not as it was written. */
export function damaged(path: string, what: Parameters<typeof t.damaged>[0]): EnvironmentError {
  return new EnvironmentError(path, t.damaged(what), t.copyAgain);
}

/** Such as `1.4 GB`, `464 MB` or `0.3 MB`. */
export function gigabytes(bytes: number): string {
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}

async function lookAt(path: string): Promise<{ size: number; isFile: boolean }> {
  try {
    const found = await stat(path);
    return { size: found.size, isFile: found.isFile() };
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) throw new EnvironmentError(path, t.notThere, t.notThereHint, { cause: error });
    throw error;
  }
}

/** The manifest and its checksum, or what there is of them. */
async function firstBytes(path: string, size: number): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const read = async (length: number): Promise<Buffer> => {
      const bytes = Buffer.alloc(Math.min(length, size));
      const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
      return bytes.subarray(0, bytesRead);
    };
    const manifestSize = manifestSizeOf(await read(block));
    if (manifestSize === undefined || manifestSize > largestManifest) throw new EnvironmentError(path, t.noBundle, t.noBundleHint);
    const wanted = afterManifest(manifestSize);
    const head = await read(wanted);
    if (head.length < wanted) throw new EnvironmentError(path, t.endsAfter(gigabytes(size)), t.copyAgain);
    return head;
  } finally {
    await file.close();
  }
}

function manifestSizeOf(head: Buffer): number | undefined {
  return head.length < block ? undefined : sizeInHeader(head.subarray(0, block), partNames.manifest);
}

/** In every format the manifest is the first part and its checksum the second, so that one that is newer can be told from one that is damaged. */
function readManifest(path: string, head: Buffer): BundleManifest {
  const manifestSize = manifestSizeOf(head) ?? 0;
  const text = head.subarray(block, block + manifestSize);
  const sumAt = 2 * block + manifestSize + padding(manifestSize);
  const sum = head.toString('latin1', sumAt, sumAt + sumSize);
  if (sum !== `${createHash('sha256').update(text).digest('hex')}  ${partNames.manifest}\n`) throw damaged(path, partNames.manifest);
  let manifest: BundleManifest;
  try {
    manifest = JSON.parse(text.toString()) as BundleManifest;
  } catch (error) {
    throw new EnvironmentError(path, t.noBundle, t.noBundleHint, { cause: error });
  }
  if ((manifest as { project?: unknown }).project !== project) throw new EnvironmentError(path, t.noBundle, t.noBundleHint);
  if (manifest.format > format) throw new EnvironmentError(path, t.newer(manifest.format, format), t.newerHint);
  if (!preamble(manifest, manifestSize).equals(head)) throw damaged(path, partNames.manifest);
  return manifest;
}
