import type { Event, Pod } from '../client/objects.ts';
import { texts } from '../text/texts.ts';
import { containerProblem, type ContainerStatus } from './container-problems.ts';
import { ended } from './ended-problems.ts';
import { failedHook } from './hook-problems.ts';
import { mounts } from './mount-problems.ts';
import { imagesOn } from './node-images.ts';
import type { NodeSize, Room } from './node-room.ts';
import { ownerOf, type PodOwner } from './pod-owner.ts';
import { killedByProbe, misdirectedProbe } from './probe-problems.ts';
import type { Problem } from './problem.ts';
import { programField } from './program-field.ts';
import { noSandbox } from './sandbox-problems.ts';
import { schedulingProblems } from './scheduling-problems.ts';

const t = texts.wait;

/** An init container that waits for what is there has seen it by then. */
const initMs = 20_000;

/** What is known of a pod's surroundings; absent: out of sight. */
export interface Surroundings {
  /** What the nodes have. */
  room?: Room;
  /** The names of the claims that are there, which the scheduler may have missed when it looked. */
  claims?: ReadonlySet<string>;
  nodes?: readonly NodeSize[];
}

/** Why a pod will not become ready, from its status and its events. */
export function podProblems(pod: Pod, events: readonly Event[], { room, claims, nodes = [] }: Surroundings = {}): Problem[] {
  if (pod.metadata?.deletionTimestamp !== undefined) return [];
  const owner = ownerOf(pod);
  const { initContainerStatuses = [], containerStatuses = [] } = pod.status ?? {};
  const images = imagesOn(nodes, pod.spec?.nodeName);
  return [
    ...schedulingProblems(pod, owner, room, claims),
    ...[...initContainerStatuses, ...containerStatuses].flatMap((each) => killedByProbe(pod, each, events)),
    ...[...initContainerStatuses, ...containerStatuses].flatMap((each) => failedHook(pod, each, events)),
    ...initContainerStatuses.flatMap((each) => containerProblem(pod, owner, each, 'initContainers', images)),
    ...initContainerStatuses.flatMap((each) => unendingInit(pod, owner, each)),
    ...containerStatuses.flatMap((each) => containerProblem(pod, owner, each, 'containers', images)),
    ...mounts(pod, owner, events),
    ...noSandbox(pod, events),
    ...ended(pod, owner, events),
    ...[...initContainerStatuses, ...containerStatuses].flatMap((each) => misdirectedProbe(pod, each, events)),
  ];
}

/** An init container that goes on running, which keeps the containers from starting. It may wait for something that comes later. */
function unendingInit(pod: Pod, owner: PodOwner, container: ContainerStatus): Problem[] {
  const spec = pod.spec?.initContainers?.find(({ name }) => name === container.name);
  if (container.state?.running === undefined || spec === undefined || spec.restartPolicy === 'Always') return [];
  return [{
    key: `${pod.metadata?.name ?? ''} ${container.name} unending`,
    object: owner.object,
    field: `${owner.spec}.initContainers[${container.name}].${programField(spec)}`,
    observed: t.container.unendingInit(container.name),
    hint: t.hints.unendingInit,
    graceMs: Infinity,
    graceOf: { 'alone': initMs, 'at once': initMs },
    container: { pod: pod.metadata?.name ?? '', container: container.name, running: true },
  }];
}
