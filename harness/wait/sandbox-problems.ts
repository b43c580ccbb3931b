import type { Event, Pod } from '../client/objects.ts';
import { texts } from '../text/texts.ts';
import type { Text } from '../text/language.ts';
import { eventsOf } from './describe-pod.ts';
import { soonMs } from './grace.ts';
import { isNoMemory, lowestMemoryLimit } from './memory-problems.ts';
import { ownerOf } from './pod-owner.ts';
import type { Problem } from './problem.ts';
import { runtimeFault } from './runtime-faults.ts';

const { pod: t, hints } = texts.wait;

/** What the node itself may get over, such as a pod network that is not up yet: kubelet tries again every 10 to 15 s. */
const nodeMs = 30_000;

/** Words of the container runtime (containerd's CRI plugin) that are of pods alone, by the field that they are about, and what to do. */
const faults: readonly { words: RegExp; field: string; hint: Text }[] = [
  { words: /no runtime for "[^"]*" is configured|unknown runtime handler/, field: '.runtimeClassName', hint: hints.runtimeClass },
  { words: /sysctl|\/proc\/sys\//, field: '.securityContext.sysctls', hint: hints.sysctls },
];

/** A pod whose sandbox cannot be made, which kubelet makes before any container; what the last try met. */
export function noSandbox(pod: Pod, events: readonly Event[]): Problem[] {
  const message = eventsOf(pod, events).findLast(({ reason }) => reason === 'FailedCreatePodSandBox')?.message;
  const statuses = [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])];
  // The event of an attempt that failed stays where the next one succeeds, perhaps before a long download of an image.
  const isMade = pod.status?.conditions?.some(({ type, status }) => type === 'PodReadyToStartContainers' && status === 'True') === true;
  // Once a container has been there, so has the sandbox.
  if (message === undefined || isMade || statuses.some(({ state, lastState }) => state?.running !== undefined || state?.terminated !== undefined || lastState?.terminated !== undefined)) return [];
  const { object, spec } = ownerOf(pod);
  const key = `${pod.metadata?.name ?? ''} sandbox`;
  // What comes before the last colon is how the container runtime came there.
  const words = message.split(': ').at(-1) ?? '';
  const limit = lowestMemoryLimit(pod);
  if (limit !== undefined && isNoMemory(pod, message)) return [{ key, object, field: limit.field, observed: t.noMemory(limit.written, words), hint: hints.memory, graceMs: soonMs }];
  const refused = runtimeFault(message);
  if (refused !== undefined) return [{ key, object, field: `${spec}.securityContext.${refused.field}`, observed: t.noSandbox(words), hint: refused.hint, graceMs: soonMs }];
  const fault = faults.find((each) => each.words.test(message));
  if (fault !== undefined) return [{ key, object, field: `${spec}${fault.field}`, observed: t.noSandbox(words), hint: fault.hint, graceMs: soonMs }];
  return [{ key, object, field: spec, observed: t.noSandbox(words), hint: hints.sandbox, graceMs: nodeMs }];
}
