import type { KubeObject } from '../../harness/client/objects.ts';
import { kindNamed, kinds } from '../../harness/client/kinds.ts';
import { apiPath } from '../../harness/client/resources.ts';
import { ownLabels } from '../../harness/manifests/own-labels.ts';
import { refuse } from '../client/fake-api.ts';
import type { Answer } from '../client/fake-api.ts';

/** A cluster's objects in memory, as far as clean-up asks for them. What has finalizers never goes; watches say nothing. */
export class MemoryCluster {
  readonly #objects = new Map<string, KubeObject>();
  /** Plural names of kinds that nobody may list. */
  readonly outOfSight = new Set<string>();
  /** Addresses of what was asked to be deleted, in that order. */
  readonly deleted: string[] = [];
  /** The bodies of what was changed, by address. */
  readonly patched: Record<string, unknown> = {};
  /** How often the creation of a pod is still to be refused. */
  refusals = 0;

  /** Adds an object `Kind/name` with the labels of a run; those of the whole cluster have no namespace. */
  add(id: string, options: { runId?: string; namespace?: string; object?: object; finalizers?: string[]; annotations?: Record<string, string> } = {}): void {
    const [kind = '', name = ''] = id.split('/');
    const { apiVersion = 'v1', plural = '' } = kindNamed(kind) ?? {};
    const { runId = 'r1', namespace, object, finalizers, annotations } = options;
    this.#objects.set(`${apiPath(apiVersion)}${namespace === undefined ? '' : `/namespaces/${namespace}`}/${plural}/${name}`, {
      ...object,
      metadata: { name, labels: runId === '' ? {} : ownLabels(runId), ...(namespace === undefined ? {} : { namespace }), ...(finalizers === undefined ? {} : { finalizers }), ...(annotations === undefined ? {} : { annotations }) },
    });
  }

  /** Removes what belongs to the whole cluster, as somebody else would. */
  remove(id: string): void {
    const [kind = '', name = ''] = id.split('/');
    const { apiVersion = 'v1', plural = '' } = kindNamed(kind) ?? {};
    this.#objects.delete(`${apiPath(apiVersion)}/${plural}/${name}`);
  }

  /** Names of what is still there. */
  get names(): string[] {
    return [...this.#objects.values()].map(({ metadata }) => metadata?.name ?? '');
  }

  readonly answer: Answer = ({ method, url, body }, response) => {
    const path = url.pathname;
    if (method === 'POST' && this.refusals > 0) {
      this.refusals -= 1;
      refuse(response, 403, { message: 'forbidden for now' });
      return undefined;
    }
    if (method === 'POST') {
      const object = JSON.parse(body) as KubeObject;
      this.#objects.set(`${path}/${object.metadata?.name ?? ''}`, object);
      return object;
    }
    if (method === 'PATCH') {
      this.patched[path] = JSON.parse(body);
      return {};
    }
    if (method === 'DELETE') return this.#delete(path);
    const one = this.#objects.get(path);
    if (one !== undefined) return one;
    const plural = path.split('/').at(-1) ?? '';
    if (!kinds.some((each) => each.plural === plural)) {
      refuse(response, 404, { reason: 'NotFound' });
      return undefined;
    }
    if (this.outOfSight.has(plural)) {
      refuse(response, 403, { message: 'out of sight' });
      return undefined;
    }
    // A watch stays open and says nothing.
    if (url.searchParams.has('watch')) {
      response.write('\n');
      return undefined;
    }
    return { metadata: { resourceVersion: '1' }, items: this.#in(path).map(([, object]) => object).filter((object) => fits(object, url.searchParams)) };
  };

  #delete(path: string): object {
    this.deleted.push(path);
    for (const [key, object] of [...this.#in(path), ...[...this.#objects].filter(([each]) => each === path)]) if (object.metadata?.finalizers === undefined) this.#objects.delete(key);
    return {};
  }

  /** The objects directly in a collection. */
  #in(path: string): [string, KubeObject][] {
    return [...this.#objects].filter(([key]) => key.slice(0, key.lastIndexOf('/')) === path);
  }
}

function fits(object: KubeObject, asked: URLSearchParams): boolean {
  const labels = (asked.get('labelSelector') ?? '').split(',').filter((each) => each !== '').map((each) => each.split('=', 2));
  const name = /metadata\.name=([^,]+)/.exec(asked.get('fieldSelector') ?? '')?.[1];
  return labels.every(([key = '', value]) => object.metadata?.labels?.[key] === value) && (name === undefined || object.metadata?.name === name);
}
