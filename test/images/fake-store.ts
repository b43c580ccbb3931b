import type { ImageStore, PullOutcome, StoredImage } from '../../harness/images/image-store.ts';
import { VERSION_LABEL } from '../../harness/images/build-recipe.ts';
import { verbatim } from '../../harness/text/language.ts';

/** A daemon in memory; recipes under test reach it as `globalThis.cndjpFakeStore`. */
export class FakeStore implements ImageStore {
  readonly images = new Map<string, StoredImage>();
  readonly asked: string[] = [];
  /** What a registry has; undefined: no registry answers. */
  registry: ReadonlySet<string> | undefined;

  constructor(registry?: readonly string[]) {
    this.registry = registry === undefined ? undefined : new Set(registry);
    Object.assign(globalThis, { cndjpFakeStore: this });
  }

  put(name: string, labels: Record<string, string> = {}, id = `sha256:${name}`): void {
    this.images.set(name, { id, labels, env: [], size: 1_000_000 });
  }

  inspect(name: string): Promise<StoredImage | undefined> {
    return Promise.resolve(this.images.get(name));
  }

  pull(name: string, { answered }: { answered: () => void }): Promise<PullOutcome> {
    this.asked.push(name);
    if (this.registry === undefined) return Promise.resolve({ outcome: 'silent', message: verbatim('no such host') });
    answered();
    if (!this.registry.has(name)) return Promise.resolve({ outcome: 'refused', message: verbatim(`${name} not found`) });
    this.put(name);
    return Promise.resolve({ outcome: 'pulled' });
  }

  labelVersion(name: string, version: string): Promise<void> {
    const image = this.images.get(name);
    if (image === undefined) throw new Error(`${name} was not built`);
    this.put(name, { ...image.labels, [VERSION_LABEL]: version });
    return Promise.resolve();
  }

  removeOld(): Promise<void> {
    return Promise.resolve();
  }

  buildEnv(): Promise<Record<string, string>> {
    return Promise.resolve({ DOCKER_BUILDKIT: '0' });
  }
}
