import { ApiError, isNotFound } from './api-error.ts';
import type { RestClient } from './rest.ts';

/** How the API server calls a kind in its addresses. */
export interface Resource {
  apiVersion: string;
  kind: string;
  /** Plural name, such as `deployments`. */
  plural: string;
  namespaced: boolean;
}

interface ResourceList {
  resources: { name: string; kind: string; namespaced: boolean }[];
}

/** Kinds that every lesson uses: known without asking, because asking costs a request per group and process. */
const everyday: Record<string, [plural: string, namespaced: boolean]> = {
  'v1 Namespace': ['namespaces', false],
  'v1 Node': ['nodes', false],
  'v1 PersistentVolume': ['persistentvolumes', false],
  'v1 PersistentVolumeClaim': ['persistentvolumeclaims', true],
  'v1 Pod': ['pods', true],
  'v1 Service': ['services', true],
  'v1 ConfigMap': ['configmaps', true],
  'v1 Secret': ['secrets', true],
  'v1 ServiceAccount': ['serviceaccounts', true],
  'v1 Event': ['events', true],
  'apps/v1 Deployment': ['deployments', true],
  'apps/v1 ReplicaSet': ['replicasets', true],
  'apps/v1 StatefulSet': ['statefulsets', true],
  'apps/v1 DaemonSet': ['daemonsets', true],
  'batch/v1 Job': ['jobs', true],
  'batch/v1 CronJob': ['cronjobs', true],
  'networking.k8s.io/v1 Ingress': ['ingresses', true],
  'networking.k8s.io/v1 NetworkPolicy': ['networkpolicies', true],
  'discovery.k8s.io/v1 EndpointSlice': ['endpointslices', true],
  'policy/v1 PodDisruptionBudget': ['poddisruptionbudgets', true],
  'storage.k8s.io/v1 StorageClass': ['storageclasses', false],
};

/** Base address of an API version: `/api/v1` or `/apis/<group>/<version>`. */
export function apiPath(apiVersion: string): string {
  return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

/** Finds how kinds are addressed; asks the server for those that are not everyday ones, once per API version. */
export class Resources {
  readonly #rest: RestClient;
  readonly #asked = new Map<string, Promise<Resource[]>>();

  constructor(rest: RestClient) {
    this.#rest = rest;
  }

  /** Undefined when the server does not serve that kind in that version. */
  async find(apiVersion: string, kind: string): Promise<Resource | undefined> {
    const known = everyday[`${apiVersion} ${kind}`];
    if (known !== undefined) return { apiVersion, kind, plural: known[0], namespaced: known[1] };
    return (await this.served(apiVersion)).find((each) => each.kind === kind);
  }

  /** All that one API version serves, without subresources; empty when the server does not serve the version. */
  served(apiVersion: string): Promise<Resource[]> {
    const asked = this.#asked.get(apiVersion) ?? this.#ask(apiVersion);
    this.#asked.set(apiVersion, asked);
    return asked;
  }

  async #ask(apiVersion: string): Promise<Resource[]> {
    try {
      const list = await this.#rest.json<ResourceList>('GET', apiPath(apiVersion));
      return list.resources
        .filter((each) => !each.name.includes('/'))
        .map((each) => ({ apiVersion, kind: each.kind, plural: each.name, namespaced: each.namespaced }));
    } catch (error) {
      if (isNotFound(error)) return [];
      // A group whose own server is down must not hide the others.
      if (error instanceof ApiError && error.code === 503) return [];
      throw error;
    }
  }

  /** Every group/version that the server serves, the preferred version of each group first. */
  async versions(): Promise<string[]> {
    interface Groups {
      groups: { preferredVersion: { groupVersion: string }; versions: { groupVersion: string }[] }[];
    }
    const { groups } = await this.#rest.json<Groups>('GET', '/apis');
    const named = groups.flatMap((group) => [
      group.preferredVersion.groupVersion,
      ...group.versions.map((each) => each.groupVersion).filter((each) => each !== group.preferredVersion.groupVersion),
    ]);
    return ['v1', ...named];
  }

  /** API versions that serve a kind now, for the message about one that is gone. */
  async serving(kind: string): Promise<string[]> {
    const versions = await this.versions();
    const lists = await Promise.all(versions.map((version) => this.served(version)));
    return versions.filter((_, index) => lists[index]?.some((each) => each.kind === kind) === true);
  }

  /** All kinds that the server knows, for "did you mean". */
  async kinds(): Promise<string[]> {
    const lists = await Promise.all((await this.versions()).map((version) => this.served(version)));
    return [...new Set(lists.flat().map((each) => each.kind))];
  }
}
