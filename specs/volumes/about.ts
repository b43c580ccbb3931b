import type { Given, Manifest, Pod } from '../../harness/lesson/given.ts';
import { parseQuantity } from '../../harness/wait/quantity.ts';
import { sourcesOf, volumeAt } from './mounted.ts';

interface NodeObject {
  metadata?: { name?: string };
  status?: { allocatable?: Record<string, string>; nodeInfo?: { machineID?: string } };
}

/** The item that makes a file of the downward API in the volume at a path, as a part of that volume; all its items where none does. */
export function itemFor(pod: Manifest, path: string, file: string): string {
  const sources = sourcesOf(volumeAt(pod, path)).flatMap(({ part, volume }) => (volume?.downwardAPI === undefined ? [] : [{ items: `${part}downwardAPI.items`, files: volume.downwardAPI.items?.map((item) => item.path) ?? [] }]));
  const makes = sources.find(({ files }) => files.includes(file));
  return makes === undefined ? (sources[0]?.items ?? 'downwardAPI.items') : `${makes.items}[${makes.files.indexOf(file)}]`;
}

/** Labels or annotations as a file of a downwardAPI volume has them: `colour="blue"`, one a line. */
export function linesOf(values: Readonly<Record<string, string>> = {}): string[] {
  return Object.entries(values).map(([key, value]) => `${key}=${JSON.stringify(value)}`);
}

/**
 * What a container may take of a resource, as a file of a downwardAPI volume has it: a whole number of divisors, rounded up.
 * Where the container has no limit, that is all that its node gives to pods (API reference, ResourceFieldSelector).
 */
export async function limitOf(given: Given, pod: Pod, container: string, resource: 'cpu' | 'memory', divisor: number): Promise<number> {
  const own = pod.object.spec?.containers.find(({ name }) => name === container)?.resources?.limits?.[resource];
  const limit = own ?? (await nodeOf(given, pod))?.status?.allocatable?.[resource];
  return Math.ceil(parseQuantity(limit ?? '') / divisor);
}

/** The machine-id of a pod's node, as its kubelet has reported it; undefined where the nodes are out of sight. */
export async function machineIdOf(given: Given, pod: Pod): Promise<string | undefined> {
  return (await nodeOf(given, pod))?.status?.nodeInfo?.machineID;
}

async function nodeOf(given: Given, pod: Pod): Promise<NodeObject | undefined> {
  return (await given.list<NodeObject>('v1', 'Node')).find(({ metadata }) => metadata?.name === pod.node);
}
