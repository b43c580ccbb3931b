import { isNotFound } from './api-error.ts';
import { loadKubeConfig } from './credentials.ts';
import type { KubeList, KubeObject } from './objects.ts';
import { apiPath, Resources } from './resources.ts';
import type { Resource } from './resources.ts';
import { RestClient } from './rest.ts';
import type { Query, RestOptions } from './rest.ts';
import { configAs, impersonationHeaders, type SubjectCredentials } from './subject-config.ts';
import type { Write } from './write.ts';
import { defined } from '../values/defined.ts';

/** The field manager under which the harness applies objects. */
export const fieldManager = 'cndjp2-e2e';

/** Names one object. */
export interface ObjectRef {
  apiVersion: string;
  kind: string;
  name: string;
  /** Absent for cluster-wide kinds. */
  namespace?: string;
}

/** A list of objects, and the events that come after it. */
export interface ObjectSource<T> {
  list(signal: AbortSignal): Promise<KubeList<T>>;
  watch(resourceVersion: string, signal: AbortSignal): AsyncIterable<{ type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR'; object: T }>;
}

export interface ListScope {
  namespace?: string;
  labels?: Record<string, string>;
  /** Only the object of this name. */
  name?: string;
  /** Further field selectors, such as `reason=Scheduled`. */
  fields?: string;
}

/** Reads and writes objects of any kind. Refusals are ApiErrors; a server that does not respond is an EnvironmentError. */
export class ClusterClient {
  readonly rest: RestClient;
  readonly resources: Resources;
  /** Called before each request that changes something; throws to keep it from being sent. */
  guard: ((write: Write) => void) | undefined;
  /** Called before a program is started in a container; throws to keep it from being started. */
  refuseExec?: () => never;
  /** Where the objects of a kind are followed already, for whoever wants to watch them. */
  sharedSource?: <T extends KubeObject>(apiVersion: string, kind: string, scope: ListScope) => ObjectSource<T> | undefined;

  constructor(rest: RestClient) {
    this.rest = rest;
    this.resources = new Resources(rest);
  }

  /** Connects to one context of a kubeconfig file; no request is made yet. */
  static forContext(file: string, context: string): ClusterClient {
    return new ClusterClient(new RestClient(loadKubeConfig(file, context)));
  }

  /** A client of the same cluster that asks as somebody else. */
  as(subject: SubjectCredentials): ClusterClient {
    return new ClusterClient(new RestClient(configAs(this.rest.config, subject), impersonationHeaders(subject)));
  }

  /** The object now; undefined when there is none. */
  async read<T = KubeObject>(ref: ObjectRef, options?: RestOptions): Promise<T | undefined> {
    try {
      return await this.rest.json<T>('GET', await this.objectPath(ref), options);
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
  }

  async list<T = KubeObject>(apiVersion: string, kind: string, scope: ListScope = {}, options?: RestOptions): Promise<KubeList<T>> {
    const list = await this.rest.json<Omit<KubeList<T>, 'items'> & { items: T[] | null }>('GET', await this.listPath(apiVersion, kind, scope), { ...options, query: selectors(scope) });
    // So Go programs that extend the API write an empty list.
    return { ...list, items: list.items ?? [] };
  }

  /** Server-side apply with strict field validation; takes fields over from other managers. */
  async apply<T = KubeObject>(object: KubeObject, options: { dryRun?: boolean } = {}): Promise<T> {
    if (options.dryRun !== true) this.#write('apply', refOf(object));
    return await this.rest.json<T>('PATCH', await this.objectPath(refOf(object)), {
      query: { fieldManager, force: true, fieldValidation: 'Strict', dryRun: options.dryRun === true ? 'All' : undefined },
      contentType: 'application/apply-patch+yaml',
      body: object,
    });
  }

  /** @param options.own said of the harness's own client pods, which a test may make that only visits */
  async create<T = KubeObject>(object: KubeObject, options: { own?: true } = {}): Promise<T> {
    const { apiVersion, kind, namespace } = refOf(object);
    this.#write('create', { ...refOf(object), ...options });
    return await this.rest.json<T>('POST', await this.listPath(apiVersion, kind, namespace === undefined ? {} : { namespace }), {
      query: { fieldManager },
      body: object,
    });
  }

  /** Merge patch of an object or, with `subresource`, of `scale` or `status`. */
  async patch<T = KubeObject>(ref: ObjectRef, patch: unknown, subresource?: string): Promise<T> {
    this.#write(subresource === 'scale' ? 'scale' : 'patch', ref);
    return await this.#mergePatch<T>(ref, patch, subresource);
  }

  /** As `kubectl rollout restart`: a workload's pods are replaced by others of the same template. */
  async restart(ref: ObjectRef): Promise<void> {
    this.#write('restart', ref);
    const annotations = { 'kubectl.kubernetes.io/restartedAt': new Date().toISOString() };
    await this.#mergePatch(ref, { spec: { template: { metadata: { annotations } } } });
  }

  /** JSON patch: replaces what is at each path, such as `/spec/template`, as a whole. */
  async replaceAt(ref: ObjectRef, values: Record<string, unknown>): Promise<void> {
    this.#write('replace', ref);
    await this.rest.json('PATCH', await this.objectPath(ref), {
      query: { fieldManager },
      contentType: 'application/json-patch+json',
      body: Object.entries(values).map(([path, value]) => ({ op: 'replace', path, value })),
    });
  }

  /** JSON patch (RFC 6902) of an object. */
  async edit(ref: ObjectRef, operations: readonly object[]): Promise<void> {
    this.#write('patch', ref);
    await this.rest.json('PATCH', await this.objectPath(ref), { query: { fieldManager }, contentType: 'application/json-patch+json', body: operations });
  }

  /**
   * Puts an object in the place of the one of its name, with all of its fields: none that somebody else has set stays.
   *
   * @param version of the object that is replaced: if it has changed meanwhile, the server refuses
   */
  async overwrite<T = KubeObject>(object: KubeObject, version: string | undefined): Promise<T> {
    this.#write('replace', refOf(object));
    return await this.rest.json<T>('PUT', await this.objectPath(refOf(object)), {
      query: { fieldManager, fieldValidation: 'Strict' },
      body: { ...object, metadata: { ...object.metadata, resourceVersion: version } },
    });
  }

  /** Asks for deletion; false when there was nothing to delete. Dependents are deleted in the background. */
  async delete(ref: ObjectRef, options: { graceSeconds?: number; signal?: AbortSignal; own?: true } = {}): Promise<boolean> {
    this.#write('delete', options.own === true ? { ...ref, own: true } : ref);
    try {
      await this.rest.json('DELETE', await this.objectPath(ref), {
        query: { propagationPolicy: 'Background', gracePeriodSeconds: options.graceSeconds },
        ...(options.signal === undefined ? {} : { signal: options.signal }),
      });
      return true;
    } catch (error) {
      if (isNotFound(error)) return false;
      throw error;
    }
  }

  /**
   * Asks that a pod leaves, as `kubectl drain` does: budgets are heeded. `dryRun` only asks whether it would be allowed.
   *
   * @throws ApiError 429 when a PodDisruptionBudget does not allow it now
   */
  async evict(pod: { namespace: string; name: string }, options: { dryRun?: boolean } = {}): Promise<void> {
    if (options.dryRun !== true) this.#write('evict', { kind: 'Pod', ...pod });
    const path = await this.objectPath({ apiVersion: 'v1', kind: 'Pod', ...pod });
    await this.rest.json('POST', `${path}/eviction`, {
      query: options.dryRun === true ? { dryRun: 'All' } : {},
      body: { apiVersion: 'policy/v1', kind: 'Eviction', metadata: pod },
    });
  }

  /**
   * Puts one more container beside those of a pod that runs, as `kubectl debug` does. `dryRun` only asks whether it would be
   * taken.
   */
  async addEphemeralContainer(pod: { namespace: string; name: string }, container: { name: string; image: string }, options: { dryRun?: boolean } = {}): Promise<void> {
    const ref = { apiVersion: 'v1', kind: 'Pod', ...pod };
    if (options.dryRun !== true) this.#write('patch', ref);
    await this.rest.json('PATCH', `${await this.objectPath(ref)}/ephemeralcontainers`, {
      query: { fieldManager, dryRun: options.dryRun === true ? 'All' : undefined },
      contentType: 'application/strategic-merge-patch+json',
      body: { spec: { ephemeralContainers: [container] } },
    });
  }

  /** Asks for deletion of all objects of a kind in a namespace, and of what they own unless `Orphan` is said. */
  async deleteAll(apiVersion: string, kind: string, scope: ListScope, options: { graceSeconds?: number; propagation?: 'Background' | 'Orphan'; signal?: AbortSignal } = {}): Promise<void> {
    this.#write('delete', { kind, ...(scope.namespace === undefined ? {} : { namespace: scope.namespace }) });
    await this.rest.json('DELETE', await this.listPath(apiVersion, kind, scope), {
      query: { ...selectors(scope), propagationPolicy: options.propagation ?? 'Background', gracePeriodSeconds: options.graceSeconds },
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
  }

  /** Address of one object. */
  async objectPath(ref: ObjectRef): Promise<string> {
    const resource = await this.#resource(ref.apiVersion, ref.kind);
    return `${collection(resource, ref.namespace)}/${encodeURIComponent(ref.name)}`;
  }

  /** Address of all objects of a kind, in one namespace or everywhere. */
  async listPath(apiVersion: string, kind: string, scope: ListScope): Promise<string> {
    return collection(await this.#resource(apiVersion, kind), scope.namespace);
  }

  async #mergePatch<T>(ref: ObjectRef, patch: unknown, subresource?: string): Promise<T> {
    const path = (await this.objectPath(ref)) + (subresource === undefined ? '' : `/${subresource}`);
    return await this.rest.json<T>('PATCH', path, { query: { fieldManager }, contentType: 'application/merge-patch+json', body: patch });
  }

  #write(verb: Write['verb'], { kind, name, namespace, own }: Omit<Write, 'verb'>): void {
    this.guard?.({ verb, kind, ...defined({ name, namespace, own }) });
  }

  async #resource(apiVersion: string, kind: string): Promise<Resource> {
    const resource = await this.resources.find(apiVersion, kind);
    if (resource === undefined) throw new Error(`the server does not serve ${kind} in ${apiVersion}`);
    return resource;
  }
}

/** The label and field selectors of a scope, as query parameters. */
export function selectors(scope: ListScope): Query {
  const labels = Object.entries(scope.labels ?? {}).map(([key, value]) => `${key}=${value}`);
  const fields = [...(scope.name === undefined ? [] : [`metadata.name=${scope.name}`]), ...(scope.fields === undefined ? [] : [scope.fields])];
  return {
    labelSelector: labels.length === 0 ? undefined : labels.join(','),
    fieldSelector: fields.length === 0 ? undefined : fields.join(','),
  };
}

function collection(resource: Resource, namespace: string | undefined): string {
  const scope = resource.namespaced && namespace !== undefined ? `/namespaces/${namespace}` : '';
  return `${apiPath(resource.apiVersion)}${scope}/${resource.plural}`;
}

function refOf(object: KubeObject): ObjectRef {
  const { apiVersion = '', kind = '', metadata } = object;
  return { apiVersion, kind, name: metadata?.name ?? '', ...(metadata?.namespace === undefined ? {} : { namespace: metadata.namespace }) };
}
