import type { ServerResponse } from 'node:http';
import type { KubeObject } from '../../harness/client/objects.ts';
import { refuse, type Answer } from './fake-api.ts';

/** The pods and ConfigMaps of one namespace that a test changes while they are watched; of the whole cluster nothing may be seen. */
export class WatchedObjects {
  readonly namespace: string;
  readonly #objects = new Map<string, KubeObject>();
  readonly #watches = new Set<{ plural: string; response: ServerResponse }>();
  readonly #onWatch: (() => void)[] = [];
  #version = 1;

  constructor(namespace: string) {
    this.namespace = namespace;
  }

  /** Creates an object, or puts it in the place of that of its name. */
  put(plural: string, object: KubeObject): void {
    const key = `${plural}/${object.metadata?.name ?? ''}`;
    const type = this.#objects.has(key) ? 'MODIFIED' : 'ADDED';
    this.#objects.set(key, this.#versioned(object));
    this.#tell(plural, type, this.#objects.get(key));
  }

  delete(plural: string, name: string): void {
    const object = this.#objects.get(`${plural}/${name}`);
    this.#objects.delete(`${plural}/${name}`);
    this.#tell(plural, 'DELETED', object === undefined ? undefined : this.#versioned(object));
  }

  /** Resolves when somebody watches these objects. */
  async untilWatched(plural: string): Promise<void> {
    while (![...this.#watches].some((watch) => watch.plural === plural)) await new Promise<void>((resolve) => { this.#onWatch.push(resolve); });
  }

  readonly answer: Answer = ({ method, url }, response) => {
    const [, plural = '', name] = new RegExp(`/namespaces/${this.namespace}/([a-z]+)(?:/(.+))?$`).exec(url.pathname) ?? [];
    if (plural === '') {
      refuse(response, 403, { reason: 'Forbidden', message: 'out of sight' });
      return undefined;
    }
    if (method !== 'GET') return {};
    if (name !== undefined) {
      const one = this.#objects.get(`${plural}/${name}`);
      if (one === undefined) refuse(response, 404, { reason: 'NotFound' });
      return one;
    }
    if (url.searchParams.has('watch')) {
      response.flushHeaders();
      const watch = { plural, response };
      this.#watches.add(watch);
      for (const tell of this.#onWatch.splice(0)) tell();
      response.once('close', () => { this.#watches.delete(watch); });
      return undefined;
    }
    return { metadata: { resourceVersion: String(this.#version) }, items: [...this.#objects].filter(([key]) => key.startsWith(`${plural}/`)).map(([, object]) => object) };
  };

  #versioned(object: KubeObject): KubeObject {
    this.#version += 1;
    return { ...object, metadata: { ...object.metadata, namespace: this.namespace, resourceVersion: String(this.#version) } };
  }

  #tell(plural: string, type: string, object: KubeObject | undefined): void {
    for (const watch of this.#watches) if (watch.plural === plural) watch.response.write(`${JSON.stringify({ type, object })}\n`);
  }
}
