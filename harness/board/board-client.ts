import { ApiError } from '../client/api-error.ts';
import { ClusterClient, type ListScope, type ObjectRef } from '../client/cluster-client.ts';
import type { KubeList, KubeObject } from '../client/objects.ts';
import type { RestClient, RestOptions } from '../client/rest.ts';
import type { WatchSource } from '../wait/watch-objects.ts';
import type { SharedObjects } from './shared-objects.ts';

/** A client whose questions about what is followed anyway are answered without the API server. It writes nothing, and starts nothing in anybody's containers. */
export class BoardClient extends ClusterClient {
  readonly #shared: SharedObjects;

  constructor(rest: RestClient, shared: SharedObjects) {
    super(rest);
    this.#shared = shared;
    this.refuseExec = () => { throw new ApiError('POST pods/exec', 403, { reason: 'Forbidden', message: 'User "board" cannot create resource "pods/exec" in API group ""' }); };
    this.sharedSource = <T extends KubeObject>(apiVersion: string, kind: string, scope: ListScope): WatchSource<T> | undefined => (shared.has(apiVersion, kind) ? shared.source<T>(apiVersion, kind, scope) : undefined);
  }

  override async list<T = KubeObject>(apiVersion: string, kind: string, scope: ListScope = {}, options?: RestOptions): Promise<KubeList<T>> {
    if (!this.#shared.has(apiVersion, kind) || this.#shared.unseen.has(kind)) return await super.list<T>(apiVersion, kind, scope, options);
    return { items: this.#shared.list(apiVersion, kind, scope) as T[] };
  }

  override async read<T = KubeObject>(ref: ObjectRef, options?: RestOptions): Promise<T | undefined> {
    const { apiVersion, kind, name, namespace } = ref;
    if (!this.#shared.has(apiVersion, kind) || this.#shared.unseen.has(kind)) return await super.read<T>(ref, options);
    return this.#shared.list(apiVersion, kind, { name, ...(namespace === undefined ? {} : { namespace }) })[0] as T | undefined;
  }
}
