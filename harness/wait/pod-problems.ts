import type { Container, Event, Pod } from '../client/objects.ts';
import { oddLetterIn } from '../manifests/reading/lookalikes.ts';
import { texts } from '../text/texts.ts';
import { eventsOf } from './describe-pod.ts';
import { failedHook } from './hook-problems.ts';
import { isNoMemory, memoryField } from './memory-problems.ts';
import type { Room } from './node-room.ts';
import { ownerOf, type PodOwner } from './pod-owner.ts';
import { killedByProbe, misdirectedProbe } from './probe-problems.ts';
import type { Problem } from './problem.ts';
import { programField } from './program-field.ts';
import { noSandbox } from './sandbox-problems.ts';
import { schedulingProblems } from './scheduling-problems.ts';
import { verbatim } from '../text/language.ts';

type ContainerStatus = NonNullable<NonNullable<Pod['status']>['containerStatuses']>[number];

const t = texts.wait;

/** An object that is applied right after may still appear. */
const soonMs = 4_000;
/** Another lesson may give back its room. */
const roomMs = 30_000;
/** An init container that waits for what is there has seen it by then. */
const initMs = 20_000;
/** kubelet could not make out a pod's volumes, as with a claim that it does not see bound yet: it tries again after 10 to 15 s (backOffPeriod and its jitter in pkg/kubelet/pod_workers.go). */
const volumesAgainMs = 17_000;
/**
 * What failed once may be a moment's matter, as a kubelet that has not heard of a ConfigMap yet, and the event stays the last one while a
 * slow machine makes the container: kubelet mounts again after 0.5, 1, 2 s and so on, and counts.
 */
const mountAgainMs = { once: 17_000, again: 8_000 };
/** A container runtime that was too busy to answer in time; kubelet asks it again. */
const busyMs = 30_000;
/** A registry may have a bad moment; kubelet tries again after 10 s. */
const pullAgainMs = 11_000;
/**
 * Restarts after which a crash is no accident. The first one comes at once, and both may be a race with something that the
 * container needs: kubelet's third start is the judge, 10 s later. A program that needs nothing is judged by its second.
 */
const restarts = { alone: 1, usual: 2 };

/**
 * Why a pod will not become ready, from its status and its events. `room`: what the nodes have, where that is known. `claims`: the
 * names of those that are there, which the scheduler may have missed when it looked.
 */
export function podProblems(pod: Pod, events: readonly Event[], room?: Room, claims?: ReadonlySet<string>): Problem[] {
  if (pod.metadata?.deletionTimestamp !== undefined) return [];
  const owner = ownerOf(pod);
  const { initContainerStatuses = [], containerStatuses = [] } = pod.status ?? {};
  return [
    ...schedulingProblems(pod, owner, room, claims),
    ...[...initContainerStatuses, ...containerStatuses].flatMap((each) => killedByProbe(pod, each, events)),
    ...[...initContainerStatuses, ...containerStatuses].flatMap((each) => failedHook(pod, each, events)),
    ...initContainerStatuses.flatMap((each) => containerProblem(pod, owner, each, 'initContainers')),
    ...initContainerStatuses.flatMap((each) => unendingInit(pod, owner, each)),
    ...containerStatuses.flatMap((each) => containerProblem(pod, owner, each, 'containers')),
    ...mounts(pod, owner, events),
    ...noSandbox(pod, events),
    ...ended(pod, owner),
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

function containerProblem(pod: Pod, owner: PodOwner, container: ContainerStatus, list: 'containers' | 'initContainers'): Problem[] {
  const path = `${owner.spec}.${list}[${container.name}]`;
  const key = `${pod.metadata?.name ?? ''} ${container.name}`;
  const { waiting, terminated } = container.state ?? {};
  if (neverStarted(container)) {
    const { message = 'StartError' } = terminated ?? container.lastState?.terminated ?? waiting ?? {};
    const observed = t.container.cannotStart(container.name, message);
    if (isNoMemory(pod, message)) return [{ key: `${key} memory`, object: owner.object, field: memoryField(pod, container.name) ?? path, observed, hint: t.hints.memory, graceMs: soonMs }];
    return [{ key: `${key} start`, object: owner.object, field: startField(pod.spec?.[list]?.find(({ name }) => name === container.name), path, message), observed, hint: t.hints.start, graceMs: startAgainMs(message) }];
  }
  const observed = t.container.waits(container.name, `${waiting?.reason ?? ''}: ${waiting?.message ?? ''}`.replace(/[: ]+$/, ''));
  switch (waiting?.reason) {
    case 'InvalidImageName': {
      // Quotation marks and spaces of a Japanese keyboard are part of the name to YAML.
      const written = pod.spec?.[list]?.find(({ name }) => name === container.name)?.image ?? '';
      return [{ key: `${key} image`, object: owner.object, field: `${path}.image`, observed, hint: oddLetterIn(written) ?? t.hints.image, graceMs: 0 }];
    }
    case 'ErrImageNeverPull':
      return [{ key: `${key} image`, object: owner.object, field: `${path}.image`, observed, hint: t.hints.imageNeverPull, graceMs: 0 }];
    case 'ErrImagePull':
    case 'ImagePullBackOff':
      return [{ key: `${key} image`, object: owner.object, field: `${path}.image`, observed, hint: t.hints.image, graceMs: isFinal(waiting.message) ? 0 : pullAgainMs }];
    case 'CreateContainerConfigError':
      if (/runAsNonRoot|non-root/.test(waiting.message ?? '')) {
        return [{ key: `${key} user`, object: owner.object, field: userField(pod, container.name, owner.spec, path), observed, hint: t.hints.user, graceMs: 0 }];
      }
      return [{ key: `${key} config`, object: owner.object, field: configField(pod, container.name, path, waiting.message), observed, hint: t.hints.config, graceMs: soonMs }];
    case 'CreateContainerError':
      if (/seccomp profile/.test(waiting.message ?? '')) return [{ key: `${key} seccomp`, object: owner.object, field: seccompField(pod, container.name, owner.spec, path), observed, hint: t.hints.seccomp, graceMs: 0 }];
      if (/specified without user/.test(waiting.message ?? '')) return [{ key: `${key} user`, object: owner.object, field: `${path}.securityContext.runAsUser`, observed, hint: t.hints.groupWithoutUser, graceMs: 0 }];
      return [{ key: `${key} start`, object: owner.object, field: path, observed, hint: t.hints.start, graceMs: startAgainMs(waiting.message) }];
    case 'CrashLoopBackOff': {
      if (container.restartCount < restarts.alone) return [];
      const last = container.lastState?.terminated;
      const ending = last === undefined ? undefined : last.message === undefined ? t.container.exitCode(last.exitCode) : t.container.exitCodeWith(last.exitCode, last.message);
      const times = container.restartCount + 1;
      const observed = ending === undefined ? t.container.crashes(container.name, times) : t.container.crashesWith(container.name, times, ending);
      const isCertain = container.restartCount >= restarts.usual || last?.reason === 'OOMKilled';
      const of = { pod: pod.metadata?.name ?? '', container: container.name };
      const spec = pod.spec?.[list]?.find(({ name }) => name === container.name);
      const fault = crashFault({ path, last, limit: memoryField(pod, container.name), spec });
      return [{ key: `${key} crash`, object: owner.object, observed, ...fault, graceMs: isCertain ? 0 : Infinity, graceOf: { 'alone': 0, 'at once': 0 }, container: of }];
    }
    default:
  }
  return [];
}

/** What is at fault when a container ends again and again: its limit of memory, its program where that ends without an error, else all of it. */
function crashFault({ path, last, limit, spec }: { path: string; last: { exitCode: number; reason?: string } | undefined; limit: string | undefined; spec: Container | undefined }): Pick<Problem, 'field' | 'hint'> {
  if (last?.reason === 'OOMKilled' && limit !== undefined) return { field: limit, hint: t.hints.memory };
  if (last?.exitCode === 0 && spec !== undefined) return { field: `${path}.${programField(spec)}`, hint: t.hints.finished };
  return { field: path, hint: t.hints.crash };
}

/** Whether the container's program could not even be started, in any of the states between which kubelet's tries alternate. */
function neverStarted({ state, lastState }: ContainerStatus): boolean {
  const { waiting, terminated, running } = state ?? {};
  if (running !== undefined) return false;
  return waiting?.reason === 'RunContainerError' || terminated?.reason === 'StartError' || (waiting !== undefined && lastState?.terminated?.reason === 'StartError');
}

/** What of a container keeps it from being started, by the words of the container runtime (runc): its program, or its working directory; else all of it. */
function startField(spec: Container | undefined, path: string, message: string): string {
  const program = /exec: "([^"]+)"/.exec(message)?.[1];
  for (const field of ['command', 'args'] as const) if (program !== undefined && spec?.[field]?.[0] === program) return `${path}.${field}`;
  return spec?.workingDir !== undefined && message.includes('cwd') && message.includes(`"${spec.workingDir}"`) ? `${path}.workingDir` : path;
}

/** Where it is written that the container may not run as root: of the container, else of the pod. */
function userField(pod: Pod, container: string, spec: string, path: string): string {
  const own = pod.spec?.containers.find(({ name }) => name === container)?.securityContext?.runAsNonRoot;
  return `${own === undefined ? spec : path}.securityContext.runAsNonRoot`;
}

/** Where the profile of a container's system calls is said. */
function seccompField(pod: Pod, container: string, spec: string, path: string): string {
  const all = [...(pod.spec?.containers ?? []), ...(pod.spec?.initContainers ?? [])];
  const own = all.find(({ name }) => name === container)?.securityContext as { seccompProfile?: unknown } | undefined;
  return `${own?.seccompProfile === undefined ? spec : path}.securityContext.seccompProfile`;
}

/** How long kubelet's next tries may take, by what the container runtime said: one that had no time, or that still makes the container for an earlier call, is asked again. */
function startAgainMs(message = ''): number {
  return /context deadline exceeded|context canceled|DeadlineExceeded|is reserved for/.test(message) ? busyMs : soonMs;
}

/** Messages of registries and of containerd that a later try will not change. */
function isFinal(message = ''): boolean {
  return /not found|does not exist|manifest unknown|access denied|denied:|unauthorized|invalid reference/i.test(message);
}

/** The env entry that refers to what is not there, else all of env. */
function configField(pod: Pod, container: string, path: string, message = ''): string {
  const missing = /(?:secret|configmap) "([^"]+)" not found|couldn't find key (\S+) in/i.exec(message);
  const spec = [...(pod.spec?.containers ?? []), ...(pod.spec?.initContainers ?? [])].find((each) => each.name === container);
  const entry = spec?.env?.find(({ valueFrom }) => {
    const ref = valueFrom?.secretKeyRef ?? valueFrom?.configMapKeyRef;
    return ref !== undefined && (ref.name === missing?.[1] || ref.key === missing?.[2]?.split('/').at(-1));
  });
  if (entry === undefined) return spec?.envFrom === undefined ? `${path}.env` : `${path}.envFrom`;
  const what = missing?.[2] === undefined ? 'name' : 'key';
  return `${path}.env[${entry.name}].valueFrom.${entry.valueFrom?.secretKeyRef === undefined ? 'configMapKeyRef' : 'secretKeyRef'}.${what}`;
}

function mounts(pod: Pod, owner: PodOwner, events: readonly Event[]): Problem[] {
  const starting = (pod.status?.containerStatuses ?? []).some((each) => ['ContainerCreating', 'PodInitializing'].includes(each.state?.waiting?.reason ?? ''));
  const last = eventsOf(pod, events).findLast((event) => event.reason === 'FailedMount');
  if (!starting || last?.message === undefined) return [];
  const volume = /volume "([^"]+)"/.exec(last.message)?.[1];
  const known = pod.spec?.volumes?.some((each) => each.name === volume) === true;
  return [
    {
      key: `${pod.metadata?.name ?? ''} mount`,
      object: owner.object,
      field: known ? `${owner.spec}.volumes[${volume ?? ''}]${last.message.includes('hostPath type check failed') ? '.hostPath.type' : ''}` : `${owner.spec}.volumes`,
      observed: verbatim(last.message),
      hint: t.hints.mount,
      graceMs: last.message.includes('failed to process volumes') ? volumesAgainMs : (last.count ?? 1) > 1 ? mountAgainMs.again : mountAgainMs.once,
    },
  ];
}

function ended(pod: Pod, owner: PodOwner): Problem[] {
  const { phase, reason, message } = pod.status ?? {};
  const object = owner.object;
  const key = `${pod.metadata?.name ?? ''} ended`;
  // A workload replaces a failed pod (evicted, node gone); a bare one is never replaced.
  if (phase === 'Failed') {
    const limit = exceededLimit(pod, message);
    const fault = limit === undefined ? { field: owner.spec, hint: t.hints.crash } : { field: `${owner.spec}.${limit}`, hint: t.hints.limit };
    return [{ key, object, ...fault, observed: reason === undefined ? t.pod.failed : t.pod.failedBecause(`${reason} ${message ?? ''}`.trim()), graceMs: owner.spec === 'spec' ? 0 : roomMs }];
  }
  if (phase === 'Succeeded') return [{ key, object, field: owner.spec, observed: t.pod.finished, hint: t.hints.finished, graceMs: 0 }];
  return [];
}

/** The limit that kubelet ended a pod for, by its words (kubelet's eviction manager and active deadline handler); undefined when it was none. */
function exceededLimit(pod: Pod, message = ''): string | undefined {
  const volume = /EmptyDir volume "([^"]+)" exceeds the limit/.exec(message)?.[1];
  if (volume !== undefined) return `volumes[${volume}].emptyDir.sizeLimit`;
  const container = /Container (\S+) exceeded its local ephemeral storage limit/.exec(message)?.[1]
    ?? (message.includes('exceeds the total limit of containers') ? pod.spec?.containers.find(({ resources }) => resources?.limits?.['ephemeral-storage'] !== undefined)?.name : undefined);
  if (container !== undefined) return `containers[${container}].resources.limits.ephemeral-storage`;
  return message.includes('active on the node longer than the specified deadline') ? 'activeDeadlineSeconds' : undefined;
}
