import { text } from 'node:stream/consumers';
import type { DockerArchive } from '../../harness/bundle/docker-archive.ts';
import type { ImageStore, StoredImage } from '../../harness/images/image-store.ts';
import { KEY_LABEL, VERSION_LABEL } from '../../harness/images/build-recipe.ts';

/** What an archive of the stand-in holds: a line of JSON for each image. */
interface Archived {
  name: string;
  image: StoredImage;
}

/** A daemon in memory, whose archives it can read again. */
export class FakeDocker implements DockerArchive, Pick<ImageStore, 'inspect'> {
  readonly images = new Map<string, StoredImage>();
  /** By id: one that has lost its name is still there. */
  readonly #stored = new Map<string, StoredImage>();
  /** Called after so many chunks of an archive, saved or loaded: throws what then happens. */
  fails: ((chunk: number) => void) | undefined;
  on = 'linux/amd64';

  put(name: string, key?: string, id = `sha256:${name}`): void {
    this.#name(name, { id, size: 1_000, env: [], labels: key === undefined ? {} : { [KEY_LABEL]: key, [VERSION_LABEL]: '1' } });
  }

  platform(): Promise<string> {
    return Promise.resolve(this.on);
  }

  inspect(name: string): Promise<StoredImage | undefined> {
    return Promise.resolve(this.images.get(name));
  }

  idOf(name: string): Promise<string | undefined> {
    return Promise.resolve(this.images.get(name)?.id);
  }

  async *save(names: readonly string[]): AsyncGenerator<Uint8Array> {
    for (const [index, name] of names.entries()) {
      this.fails?.(index);
      yield await Promise.resolve(Buffer.from(`${JSON.stringify({ name, image: this.images.get(name) })}\n`));
    }
  }

  async load(archive: AsyncIterable<Uint8Array>): Promise<void> {
    const lines = (await text(archive)).trim().split('\n');
    for (const [index, line] of lines.entries()) {
      this.fails?.(index);
      const { name, image } = JSON.parse(line) as Archived;
      this.#name(name, image);
    }
  }

  tag(id: string, name: string): Promise<void> {
    const image = this.#stored.get(id);
    if (image === undefined) throw new Error(`there is no ${id}`);
    this.#name(name, image);
    return Promise.resolve();
  }

  untag(name: string): Promise<void> {
    this.images.delete(name);
    return Promise.resolve();
  }

  #name(name: string, image: StoredImage): void {
    this.images.set(name, image);
    this.#stored.set(image.id, image);
  }
}
