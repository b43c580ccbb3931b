import { ApiError, isNotFound } from './api-error.ts';
import { kindNamed } from './kinds.ts';
import type { Kind } from './kinds.ts';
import type { RestClient } from './rest.ts';

/** How the API server calls a kind in its addresses. */
export type Resource = Pick<Kind, 'apiVersion' | 'kind' | 'plural' | 'namespaced'>;

interface ResourceList {
  resources: { name: string; kind: string; namespaced: boolean }[];
}

/** Base address of an API version: `/api/v1` or `/apis/<group>/<version>`. */
export function apiPath(apiVersion: string): string {
  return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

/** The group of an API version, as rules of roles name it; empty for the core. */
export function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
}

/** Finds how kinds are addressed; asks the server for those that are not in our table, once per API version, because asking costs a request. */
export class Resources {
  readonly #rest: RestClient;
  readonly #asked = new Map<string, Promise<Resource[]>>();

  constructor(rest: RestClient) {
    this.#rest = rest;
  }

  /** Undefined when the server does not serve that kind in that version. */
  async find(apiVersion: string, kind: string): Promise<Resource | undefined> {
    const known = kindNamed(kind);
    if (known?.apiVersion === apiVersion) return known;
    // Anything else would be another address of the server's, such as `apps/`, at which it lists its groups.
    if (!/^(?:[a-z0-9][a-z0-9.-]*\/)?v\w+$/.test(apiVersion)) return undefined;
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
