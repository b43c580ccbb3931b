import { ApiError } from '../client/api-error.ts';
import type { ClusterClient, ListScope } from '../client/cluster-client.ts';
import { perRunKinds } from '../client/kinds.ts';
import type { Kind } from '../client/kinds.ts';
import type { KubeObject } from '../client/objects.ts';
import { isOwnName } from './isolation/names.ts';

type Lists = Pick<ClusterClient, 'list'>;

/** An object of the whole cluster that was made for a namespace of a run. */
export interface OwnObject {
  apiVersion: string;
  kind: string;
  name: string;
  object: KubeObject;
}

/**
 * The objects of the whole cluster that were made for one namespace of a run, found by the run's labels and their names:
 * lessons of one run share the labels.
 *
 * @param of the kinds to look for
 */
export async function ownClusterWide(client: Lists, namespace: string, labels: Record<string, string>, signal?: AbortSignal, of: readonly Kind[] = perRunKinds): Promise<OwnObject[]> {
  const lists = await Promise.all(
    of.map(async ({ apiVersion, kind }) => (await listVisible(client, apiVersion, kind, { labels }, signal)).map((object) => ({ apiVersion, kind, name: object.metadata?.name ?? '', object }))),
  );
  return lists.flat().filter(({ name }) => isOwnName(name, { namespace }));
}

/** Objects of a kind. On a cluster that is not ours some kinds may be out of sight or not served; then nothing of ours can be among them either. */
export async function listVisible(client: Lists, apiVersion: string, kind: string, scope: ListScope, signal?: AbortSignal): Promise<KubeObject[]> {
  try {
    return (await client.list(apiVersion, kind, scope, signal === undefined ? {} : { signal })).items;
  } catch (error) {
    if (error instanceof ApiError && (error.code === 403 || error.code === 404)) return [];
    throw error;
  }
}
