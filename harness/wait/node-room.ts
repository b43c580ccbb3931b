import type { KubeObject, Pod } from '../client/objects.ts';
import { parseQuantity } from './quantity.ts';

/** The fields of a Node that are read here. */
export interface NodeSize extends KubeObject {
  status?: { allocatable?: Record<string, string>; images?: { names?: string[] | null }[] };
}

/** The most that any one node has of each resource. */
export type Room = ReadonlyMap<string, number>;

export function largestRoom(nodes: readonly NodeSize[]): Room {
  const most = new Map<string, number>();
  for (const [resource, quantity] of nodes.flatMap(({ status }) => Object.entries(status?.allocatable ?? {}))) {
    most.set(resource, Math.max(most.get(resource) ?? 0, parseQuantity(quantity)));
  }
  return most;
}

/** What all nodes have of each resource together. */
export function roomInAll(nodes: readonly NodeSize[]): Room {
  const all = new Map<string, number>();
  for (const [resource, quantity] of nodes.flatMap(({ status }) => Object.entries(status?.allocatable ?? {}))) {
    all.set(resource, (all.get(resource) ?? 0) + parseQuantity(quantity));
  }
  return all;
}

/** The resource of which a pod asks for more than any node has, with the container that asks for most of it; undefined when it fits an empty node. */
export function tooMuch(pod: Pod, room: Room): { container: string; resource: string } | undefined {
  const asked = new Map<string, { sum: number; container: string; largest: number }>();
  for (const { name, resources } of pod.spec?.containers ?? []) {
    for (const [resource, quantity] of Object.entries(resources?.requests ?? {})) {
      const amount = parseQuantity(quantity);
      const before = asked.get(resource) ?? { sum: 0, container: name, largest: 0 };
      const larger = amount > before.largest;
      asked.set(resource, { sum: before.sum + amount, container: larger ? name : before.container, largest: larger ? amount : before.largest });
    }
  }
  const found = [...asked].find(([resource, { sum }]) => sum > (room.get(resource) ?? Infinity));
  return found === undefined ? undefined : { container: found[1].container, resource: found[0] };
}
