import type { ClusterClient } from '../client/cluster-client.ts';
import type { KubeObject } from '../client/objects.ts';
import { learnerLabel } from './learner.ts';

/** The learners' namespaces whose names begin so: those that carry the label, and no other. */
export async function findLearners(client: Pick<ClusterClient, 'list'>, prefix: string, signal: AbortSignal): Promise<KubeObject[]> {
  const { items } = await client.list('v1', 'Namespace', {}, { signal });
  return items.filter(({ metadata }) => metadata?.labels?.[learnerLabel] !== undefined && metadata.name?.startsWith(prefix) === true).toSorted((a, b) => nameOf(a).localeCompare(nameOf(b), 'en', { numeric: true }));
}

function nameOf({ metadata }: KubeObject): string {
  return metadata?.name ?? '';
}
