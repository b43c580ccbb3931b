import type { ServerResponse } from 'node:http';

import type { KubeObject } from '../../harness/client/objects.ts';
import { kindNamed, kinds } from '../../harness/client/kinds.ts';
import { apiPath } from '../../harness/client/resources.ts';
import { refuse } from '../client/fake-api.ts';
import type { Answer } from '../client/fake-api.ts';

interface Change {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  collection: string;
  object: KubeObject;
  version: number;
}

/** A cluster's objects in memory that tells watches what changes: all that handles need to wait for something. */
export class LiveCluster {
  readonly #objects = new Map<string, KubeObject>();
  readonly #changes: Change[] = [];
  readonly #watches = new Set<{ collection: string; query: URLSearchParams; response: ServerResponse }>();
  /** The bodies of what was changed, by address. */
  readonly patched: Record<string, unknown> = {};
  /** Called after each request that makes, changes or deletes something, with its address. */
  onWrite: (method: string, path: string) => void = () => undefined;

  /** Adds or replaces `Kind/name` in the namespace `n`, or in the cluster where the kind has none. */
  put(id: string, object: object = {}, metadata: object = {}): void {
    const { kind, collection, name, path } = addressOf(id);
    const uid = `uid of ${name}`;
    const known = this.#objects.has(path);
    const whole = { kind, ...object, metadata: { name, uid, ...metadata } };
    this.#objects.set(path, whole);
    this.#tell({ type: known ? 'MODIFIED' : 'ADDED', collection, object: whole });
  }

  remove(id: string): void {
    const { collection, path } = addressOf(id);
    const object = this.#objects.get(path);
    if (object === undefined) return;
    this.#objects.delete(path);
    this.#tell({ type: 'DELETED', collection, object });
  }

  readonly answer: Answer = ({ method, url, body }, response) => {
    const path = url.pathname;
    if (method !== 'GET') {
      if (method === 'PATCH') this.patched[path] = JSON.parse(body);
      if (method === 'POST') {
        const { kind = '', metadata, ...object } = JSON.parse(body) as KubeObject;
        this.put(`${kind}/${metadata?.name ?? ''}`, object, metadata);
      }
      const deleted = method === 'DELETE' ? [...this.#objects].filter(([key]) => key === path || key.slice(0, key.lastIndexOf('/')) === path) : [];
      for (const [, { kind = '', metadata }] of deleted) this.remove(`${kind}/${metadata?.name ?? ''}`);
      this.onWrite(method, path);
      return {};
    }
    if (url.searchParams.has('watch')) {
      this.#watch(path, url.searchParams, response);
      return undefined;
    }
    const one = this.#objects.get(path);
    if (one !== undefined) return one;
    if (!kinds.some(({ plural }) => path.endsWith(`/${plural}`))) {
      refuse(response, 404, { reason: 'NotFound' });
      return undefined;
    }
    const items = [...this.#objects].filter(([key]) => key.slice(0, key.lastIndexOf('/')) === path).map(([, object]) => object);
    return { metadata: { resourceVersion: String(this.#changes.length) }, items: items.filter((object) => fits(object, url.searchParams)) };
  };

  #watch(collection: string, query: URLSearchParams, response: ServerResponse): void {
    const watch = { collection, query, response };
    this.#watches.add(watch);
    response.on('close', () => this.#watches.delete(watch));
    response.flushHeaders();
    const since = Number(query.get('resourceVersion'));
    for (const change of this.#changes.filter(({ version }) => version > since)) send(watch, change);
  }

  #tell(change: Omit<Change, 'version'>): void {
    const numbered = { ...change, version: this.#changes.length + 1 };
    this.#changes.push(numbered);
    for (const watch of this.#watches) send(watch, numbered);
  }
}

function send(watch: { collection: string; query: URLSearchParams; response: ServerResponse }, { type, collection, object, version }: Change): void {
  if (collection !== watch.collection || !fits(object, watch.query)) return;
  watch.response.write(`${JSON.stringify({ type, object: { ...object, metadata: { ...object.metadata, resourceVersion: String(version) } } })}\n`);
}

function addressOf(id: string): { kind: string; name: string; collection: string; path: string } {
  const [kind = '', name = ''] = id.split('/');
  const { apiVersion = 'v1', plural = '', namespaced = true } = kindNamed(kind) ?? {};
  const collection = `${apiPath(apiVersion)}${namespaced ? '/namespaces/n' : ''}/${plural}`;
  return { kind, name, collection, path: `${collection}/${name}` };
}

function fits(object: KubeObject, asked: URLSearchParams): boolean {
  const labels = terms(asked.get('labelSelector')).map((each) => each.split('=', 2));
  return labels.every(([key = '', value]) => object.metadata?.labels?.[key] === value) && terms(asked.get('fieldSelector')).every((term) => hasField(object, term));
}

/** Whether an object has a field as a term such as `reason!=Pulled` wants it. */
function hasField(object: KubeObject, term: string): boolean {
  const [, path = '', not, wanted] = /^([\w.]+)(!)?=+(.*)$/.exec(term) ?? [];
  const value = path.split('.').reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], object);
  return (value === wanted) === (not === undefined);
}

function terms(selector: string | null): string[] {
  return (selector ?? '').split(',').filter((each) => each !== '');
}
