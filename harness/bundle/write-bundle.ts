import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { afterManifest, endSize, sumSize } from './layout.ts';
import { partNames, savedSeconds, type BundleManifest, type Part } from './manifest.ts';
import { block, padding, tarHeader } from './tar-header.ts';

/** What is written first, and filled in last: everything but what is only known when the parts have been written. */
export type Draft = Omit<BundleManifest, 'parts'>;

/**
 * Writes a bundle, part by part, as they come: nothing of it is held in memory or written twice. The manifest lies in front, so
 * that its place is kept free until the sizes and checksums are known.
 */
export class BundleWriter {
  readonly #file: FileHandle;
  readonly #draft: Draft;
  readonly #manifestSize: number;
  readonly #parts: Part[] = [];
  #position: number;

  private constructor(file: FileHandle, draft: Draft, manifestSize: number) {
    this.#file = file;
    this.#draft = draft;
    this.#manifestSize = manifestSize;
    this.#position = afterManifest(manifestSize);
  }

  /**
   * Begins a bundle in a new file.
   *
   * @param names of all parts that will be added
   * @throws the system's error, also where there is such a file
   */
  static async create(path: string, draft: Draft, names: readonly string[]): Promise<BundleWriter> {
    const widest = names.map((name) => ({ name, size: Number.MAX_SAFE_INTEGER, sha256: 'f'.repeat(64) }));
    const manifestSize = Buffer.byteLength(textOf({ ...draft, parts: widest }));
    return new BundleWriter(await open(path, 'wx'), draft, manifestSize);
  }

  /** Adds a part as it comes. Rejects with the error of its source, or the system's. */
  async add(name: string, source: AsyncIterable<Uint8Array>): Promise<Part> {
    const headerAt = this.#position;
    this.#position += block;
    const hash = createHash('sha256');
    let size = 0;
    for await (const chunk of source) {
      hash.update(chunk);
      size += chunk.length;
      await this.#write(chunk);
    }
    await this.#write(Buffer.alloc(padding(size)));
    await this.#writeAt(headerAt, tarHeader(name, size, savedSeconds(this.#draft)));
    const part = { name, size, sha256: hash.digest('hex') };
    this.#parts.push(part);
    return part;
  }

  /** Writes the end and the manifest, and sees that all of it is on the disk. Resolves with the manifest and the size of the whole. */
  async finish(): Promise<{ manifest: BundleManifest; size: number }> {
    await this.#write(Buffer.alloc(endSize));
    const manifest = { ...this.#draft, parts: this.#parts };
    await this.#writeAt(0, preamble(manifest, this.#manifestSize));
    await this.#file.sync();
    await this.close();
    return { manifest, size: this.#position };
  }

  /** Lets go of the file. */
  async close(): Promise<void> {
    await this.#file.close();
  }

  async #write(bytes: Uint8Array): Promise<void> {
    await this.#writeAt(this.#position, bytes);
    this.#position += bytes.length;
  }

  async #writeAt(position: number, bytes: Uint8Array): Promise<void> {
    let written = 0;
    // The system may take less than it was given.
    while (written < bytes.length) written += (await this.#file.write(bytes, written, bytes.length - written, position + written)).bytesWritten;
  }
}

/** The manifest, its checksum, and the headers of both. */
export function preamble(manifest: BundleManifest, manifestSize: number): Buffer {
  const text = Buffer.from(textOf(manifest).trimEnd().padEnd(manifestSize - 1) + '\n');
  const sum = Buffer.from(`${createHash('sha256').update(text).digest('hex')}  ${partNames.manifest}\n`);
  const at = savedSeconds(manifest);
  return Buffer.concat([
    tarHeader(partNames.manifest, manifestSize, at), text, Buffer.alloc(padding(manifestSize)),
    tarHeader(partNames.sum, sumSize, at), sum, Buffer.alloc(padding(sumSize)),
  ]);
}

function textOf(manifest: BundleManifest): string {
  return `${JSON.stringify(manifest, null, 1)}\n`;
}
