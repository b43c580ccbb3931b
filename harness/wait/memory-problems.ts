import type { Event, Pod } from '../client/objects.ts';
import { texts } from '../text/texts.ts';
import { eventsOf } from './describe-pod.ts';
import { containerField, ownerOf } from './pod-owner.ts';
import type { Problem } from './problem.ts';
import { parseQuantity } from './quantity.ts';

/** How runc says that a limit leaves no room even to start a program, with either version of cgroups. */
const noMemory = /memory limit too low|OOM-killed|unable to set memory limit/i;
/** How a cgroup says that it has no page to spare. A node that is out of memory says the same. */
const noPage = /cgroup.*cannot allocate memory/is;
/** Bytes below which a limit lets no program start: the least that Docker accepts ("Minimum memory limit allowed is 6MB"). */
const leastBytes = 6 * 2 ** 20;
/** Kubelet tries again, and hears the same. */
const soonMs = 4_000;

/** Whether the container runtime says that the pod's own limits leave no memory to start with. */
export function isNoMemory(pod: Pod, message: string): boolean {
  return noMemory.test(message) || (noPage.test(message) && (lowest(pod)?.bytes ?? Number.POSITIVE_INFINITY) < leastBytes);
}

/** Where the memory of a container is limited: by itself, or for its whole pod; undefined where nothing limits it. */
export function memoryField(pod: Pod, container: string): string | undefined {
  return memoryLimits(pod).find(({ of }) => of === container || of === undefined)?.field;
}

/** A pod whose limits are too low for its sandbox, which kubelet makes before any container. */
export function noSandbox(pod: Pod, events: readonly Event[]): Problem[] {
  const last = eventsOf(pod, events).findLast(({ reason }) => reason === 'FailedCreatePodSandBox');
  const limit = lowest(pod);
  const isUp = pod.status?.containerStatuses?.some(({ state }) => state?.running !== undefined) === true;
  if (isUp || limit === undefined || last?.message === undefined || !isNoMemory(pod, last.message)) return [];
  const { object } = ownerOf(pod);
  // What comes before the last colon is how the container runtime came there.
  const observed = texts.wait.pod.noMemory(limit.written, last.message.split(': ').at(-1) ?? '');
  return [{ key: `${pod.metadata?.name ?? ''} sandbox`, object, field: limit.field, observed, hint: texts.wait.hints.memory, graceMs: soonMs }];
}

interface MemoryLimit {
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

function lowest(pod: Pod): MemoryLimit | undefined {
  return memoryLimits(pod).toSorted((a, b) => a.bytes - b.bytes)[0];
}
