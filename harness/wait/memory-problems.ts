import type { Pod } from '../client/objects.ts';
import { containerField, ownerOf } from './pod-owner.ts';
import { parseQuantity } from './quantity.ts';

/** How runc says that a limit leaves no room even to start a program, with either version of cgroups. */
const noMemory = /memory limit too low|OOM-killed|unable to set memory limit/i;
/** How a cgroup says that it has no page to spare. A node that is out of memory says the same. */
const noPage = /cgroup.*cannot allocate memory/is;
/** Bytes below which a limit lets no program start: the least that Docker accepts ("Minimum memory limit allowed is 6MB"). */
const leastBytes = 6 * 2 ** 20;

/** Whether the container runtime says that the pod's own limits leave no memory to start with. */
export function isNoMemory(pod: Pod, message: string): boolean {
  return noMemory.test(message) || (noPage.test(message) && (lowestMemoryLimit(pod)?.bytes ?? Number.POSITIVE_INFINITY) < leastBytes);
}

/** Where the memory of a container is limited: by itself, or for its whole pod; undefined where nothing limits it. */
export function memoryField(pod: Pod, container: string): string | undefined {
  return memoryLimits(pod).find(({ of }) => of === container || of === undefined)?.field;
}

/** What a container, or a pod as a whole, may use. */
export interface MemoryLimit {
  /** The container; absent: the pod as a whole. */
  of?: string;
  field: string;
  written: string;
  bytes: number;
}

/** The limits of its containers, and at the end that of the pod as a whole. */
function memoryLimits(pod: Pod): MemoryLimit[] {
  const { containers = [], initContainers = [], resources } = pod.spec ?? {};
  const limit = (field: string, memory: string | undefined, of: { of?: string }): MemoryLimit[] => (memory === undefined ? [] : [{ ...of, field: `${field}.resources.limits.memory`, written: memory, bytes: parseQuantity(memory) }]);
  return [
    ...[...containers, ...initContainers].flatMap((each) => limit(containerField(pod, each.name), each.resources?.limits?.['memory'], { of: each.name })),
    ...limit(ownerOf(pod).spec, resources?.limits?.['memory'], {}),
  ];
}

/** The lowest limit that a pod or one of its containers has. */
export function lowestMemoryLimit(pod: Pod): MemoryLimit | undefined {
  return memoryLimits(pod).toSorted((a, b) => a.bytes - b.bytes)[0];
}
