import type { Event, Pod } from '../client/objects.ts';
import { oddLetterIn } from '../manifests/reading/lookalikes.ts';
import { texts } from '../text/texts.ts';
import { eventsOf } from './describe-pod.ts';
import { tooMuch, type Room } from './node-room.ts';
import { containerField, ownerOf } from './pod-owner.ts';
import type { PodOwner } from './pod-owner.ts';
import type { Problem } from './problem.ts';
import { parseQuantity } from './quantity.ts';
import { verbatim } from '../text/language.ts';

type Container = NonNullable<Pod['spec']>['containers'][number];
type ContainerStatus = NonNullable<NonNullable<Pod['status']>['containerStatuses']>[number];

const t = texts.wait;

/** An object that is applied right after may still appear. */
const soonMs = 4_000;
/** Another lesson may give back its room. */
const roomMs = 30_000;
/** An init container that waits for what is there has seen it by then. */
const initMs = 20_000;
/** A registry may have a bad moment; kubelet tries again after 10 s. */
const pullAgainMs = 11_000;
/** A program that responds has its routes by then; one that opens an undeclared port does so with its others. */
const misdirectedMs = 8_000;
/** A program that needs nothing, and was ended by its probe, has been started again by then. */
const killedMs = 10_000;
/**
 * Restarts after which a crash is no accident. The first one comes at once, and both may be a race with something that the
 * container needs: kubelet's third start is the judge, 10 s later. A program that needs nothing is judged by its second.
 */
const restarts = { alone: 1, usual: 2 };

/** Why a pod will not become ready, from its status and its events. `room`: what the nodes have, where that is known. */
export function podProblems(pod: Pod, events: readonly Event[], room?: Room): Problem[] {
  if (pod.metadata?.deletionTimestamp !== undefined) return [];
  const owner = ownerOf(pod);
  const { initContainerStatuses = [], containerStatuses = [] } = pod.status ?? {};
  return [
    ...scheduling(pod, owner, room),
    ...[...initContainerStatuses, ...containerStatuses].flatMap((each) => killedByProbe(pod, owner, each, events)),
    ...initContainerStatuses.flatMap((each) => containerProblem(pod, owner, each, 'initContainers')),
    ...initContainerStatuses.flatMap((each) => unendingInit(pod, owner, each)),
    ...containerStatuses.flatMap((each) => containerProblem(pod, owner, each, 'containers')),
    ...mounts(pod, owner, events),
    ...noSandbox(pod, owner, events),
    ...ended(pod, owner),
    ...[...initContainerStatuses, ...containerStatuses].flatMap((each) => misdirectedProbe(pod, owner, each, events)),
  ];
}

function scheduling(pod: Pod, owner: PodOwner, room: Room = new Map()): Problem[] {
  const condition = pod.status?.conditions?.find((each) => each.type === 'PodScheduled' && each.status === 'False');
  if (condition?.message === undefined) return [];
  const { message } = condition;
  const observed = t.pod.unscheduled(message);
  const key = `${pod.metadata?.name ?? ''} unscheduled`;
  const missing = /persistentvolumeclaim "([^"]+)" not found/.exec(message)?.[1];
  if (missing !== undefined) {
    const volume = pod.spec?.volumes?.find((each) => each.persistentVolumeClaim?.claimName === missing)?.name ?? '';
    return [{ key: `${key} claim`, object: owner.object, field: `${owner.spec}.volumes[${volume}].persistentVolumeClaim.claimName`, observed, hint: t.hints.claimName, graceMs: soonMs }];
  }
  if (/unbound immediate PersistentVolumeClaims|didn't find available persistent volumes/.test(message)) {
    return [{ key: `${key} unbound`, object: owner.object, field: `${owner.spec}.volumes`, observed, hint: t.hints.claimOther, graceMs: 2 * soonMs }];
  }
  if (/anti-affinity|topology spread/.test(message) && !/Insufficient/.test(message)) {
    const [field, hint] = message.includes('anti-affinity') ? ['affinity.podAntiAffinity', t.hints.antiAffinity] : ['topologySpreadConstraints', t.hints.spread];
    // A pod on its way out makes room when its grace period is over at the latest.
    return [{ key: `${key} apart`, object: owner.object, field: `${owner.spec}.${field}`, observed, hint, graceMs: roomMs }];
  }
  if (/node affinity|node selector|didn't match|untolerated taint/.test(message) && !/Insufficient/.test(message)) {
    const field = pod.spec?.nodeSelector === undefined ? (pod.spec?.affinity === undefined ? '' : '.affinity') : '.nodeSelector';
    return [{ key: `${key} node`, object: owner.object, field: `${owner.spec}${field}`, observed, hint: t.hints.nodeChoice, graceMs: soonMs }];
  }
  if (/Insufficient|Too many pods/.test(message)) {
    const excess = tooMuch(pod, room);
    const field = excess === undefined ? 'containers[0].resources.requests' : `containers[${excess.container}].resources.requests.${excess.resource}`;
    // Nobody can give back what no node has.
    return [{ key: `${key} room`, object: owner.object, field: `${owner.spec}.${field}`, observed, hint: t.hints.room, graceMs: excess === undefined ? roomMs : 0 }];
  }
  return [];
}

/** An init container that goes on running, which keeps the containers from starting. It may wait for something that comes later. */
function unendingInit(pod: Pod, owner: PodOwner, container: ContainerStatus): Problem[] {
  const spec = pod.spec?.initContainers?.find(({ name }) => name === container.name);
  if (container.state?.running === undefined || spec === undefined || spec.restartPolicy === 'Always') return [];
  const written = spec.command === undefined ? (spec.args === undefined ? '' : '.args') : '.command';
  return [{
    key: `${pod.metadata?.name ?? ''} ${container.name} unending`,
    object: owner.object,
    field: `${owner.spec}.initContainers[${container.name}]${written}`,
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
    if (noMemory.test(message)) return [{ key: `${key} memory`, object: owner.object, field: `${path}.resources.limits.memory`, observed, hint: t.hints.memory, graceMs: soonMs }];
    return [{ key: `${key} start`, object: owner.object, field: path, observed, hint: t.hints.start, graceMs: soonMs }];
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
      return [{ key: `${key} start`, object: owner.object, field: path, observed, hint: t.hints.start, graceMs: soonMs }];
    case 'CrashLoopBackOff': {
      if (container.restartCount < restarts.alone) return [];
      const last = container.lastState?.terminated;
      const ending = last === undefined ? undefined : last.message === undefined ? t.container.exitCode(last.exitCode) : t.container.exitCodeWith(last.exitCode, last.message);
      const times = container.restartCount + 1;
      const observed = ending === undefined ? t.container.crashes(container.name, times) : t.container.crashesWith(container.name, times, ending);
      const isCertain = container.restartCount >= restarts.usual || last?.reason === 'OOMKilled';
      const of = { pod: pod.metadata?.name ?? '', container: container.name };
      const starved = last?.reason === 'OOMKilled' && memoryLimit(pod, container.name) !== undefined;
      return [{ key: `${key} crash`, object: owner.object, field: starved ? `${path}.resources.limits.memory` : path, observed, hint: starved ? t.hints.memory : t.hints.crash, graceMs: isCertain ? 0 : Infinity, graceOf: { 'alone': 0, 'at once': 0 }, container: of }];
    }
    default:
  }
  return [];
}

/**
 * A program that kubelet ends because of its own probe, and starts again: what it was about to do then begins anew, or is left
 * half done. One such ending may be an accident of a slow machine.
 */
function killedByProbe(pod: Pod, owner: PodOwner, container: ContainerStatus, events: readonly Event[]): Problem[] {
  if (container.restartCount === 0 || container.ready) return [];
  const last = eventsOf(pod, events).findLast((event) => event.reason === 'Killing' && event.message?.startsWith(`Container ${container.name} failed `) === true);
  const kind = /failed (liveness|startup) probe/.exec(last?.message ?? '')?.[1];
  if (kind === undefined) return [];
  const field = `${containerField(pod, container.name)}.${kind}Probe`;
  const observed = t.container.killedByProbe(container.name, kind, container.restartCount);
  const certain = container.restartCount >= restarts.usual;
  return [{ key: `${pod.metadata?.name ?? ''} ${container.name} killed`, object: owner.object, field, observed, hint: t.hints.killedByProbe, graceMs: certain ? 0 : Infinity, graceOf: { alone: certain ? 0 : killedMs } }];
}

/** Whether the container's program could not even be started, in any of the states between which kubelet's tries alternate. */
function neverStarted({ state, lastState }: ContainerStatus): boolean {
  const { waiting, terminated, running } = state ?? {};
  if (running !== undefined) return false;
  return waiting?.reason === 'RunContainerError' || terminated?.reason === 'StartError' || (waiting !== undefined && lastState?.terminated?.reason === 'StartError');
}

/** Where it is written that the container may not run as root: of the container, else of the pod. */
function userField(pod: Pod, container: string, spec: string, path: string): string {
  const own = pod.spec?.containers.find(({ name }) => name === container)?.securityContext?.runAsNonRoot;
  return `${own === undefined ? spec : path}.securityContext.runAsNonRoot`;
}

/**
 * A probe that looks where nothing responds, or whose command fails. On a port that the container declares a slow program may
 * still begin to listen: nothing is certain, but at the deadline it explains more than "not ready". A response such as 503
 * is the program's own word, and not the probe's fault.
 */
function misdirectedProbe(pod: Pod, owner: PodOwner, container: ContainerStatus, events: readonly Event[]): Problem[] {
  if (container.state?.running === undefined || container.ready) return [];
  const own = eventsOf(pod, events).filter(({ involvedObject }) => [undefined, `spec.containers{${container.name}}`, `spec.initContainers{${container.name}}`].includes(involvedObject.fieldPath));
  const last = own.findLast((event) => event.reason === 'Unhealthy');
  const kind = /^(Readiness|Startup) probe (?:failed|errored)/.exec(last?.message ?? '')?.[1]?.toLowerCase();
  if (kind === undefined || last?.message === undefined) return [];
  const probe = `${containerField(pod, container.name)}.${kind}Probe`;
  const problem = { key: `${pod.metadata?.name ?? ''} ${container.name} probe`, object: owner.object, observed: t.container.runsNotReady(container.name, last.message) };
  const spec = [...(pod.spec?.containers ?? []), ...(pod.spec?.initContainers ?? [])].find(({ name }) => name === container.name);
  const asks = kind === 'startup' ? spec?.startupProbe : spec?.readinessProbe;
  // Kubelet looks the name up in the container's own list.
  if (/port "[^"]+" not found/.test(last.message)) {
    const way = asks?.tcpSocket === undefined ? 'httpGet' : 'tcpSocket';
    return [{ ...problem, field: `${probe}.${way}.port`, hint: t.hints.probe, graceMs: 0 }];
  }
  if (asks?.exec !== undefined) {
    // A program that is not there does not come, nor does one learn what it was asked for; one that fails may yet succeed.
    const graceMs = /failed to (?:start )?exec|executable file not found|no such file|(?:unknown|unrecognized|invalid) (?:command|option|variable)|^usage:/im.test(last.message) ? misdirectedMs : Infinity;
    return [{ ...problem, field: `${probe}.exec.command`, hint: t.hints.probeCommand, graceMs }];
  }
  // Which protocol a program speaks does not change.
  if (asks?.httpGet?.scheme === 'HTTPS' && /HTTP response to HTTPS client|first record does not look like a TLS handshake/.test(last.message)) {
    return [{ ...problem, field: `${probe}.httpGet.scheme`, hint: t.hints.probeScheme, graceMs: 0 }];
  }
  if (!/connection refused|statuscode: 404|i\/o timeout|no such host|no route to host/.test(last.message)) return [];
  // A probe with a host does not ask the pod, but from the node: 127.0.0.1 is the node itself.
  const elsewhere = asks?.httpGet?.host === undefined ? (asks?.tcpSocket?.host === undefined ? undefined : 'tcpSocket.host') : 'httpGet.host';
  if (elsewhere !== undefined) return [{ ...problem, field: `${probe}.${elsewhere}`, hint: t.hints.probeHost, graceMs: misdirectedMs }];
  const field = last.message.includes('statuscode: 404') ? `${probe}.httpGet.path` : probe;
  return [{ ...problem, field, hint: t.hints.probe, graceMs: isElsewhere(spec, last.message) ? misdirectedMs : Infinity, graceOf: { 'at once': misdirectedMs } }];
}

/** Whether a probe found the program without what it asked for, or asked at a port that is none of the container's. */
function isElsewhere(container: Container | undefined, message: string): boolean {
  if (message.includes('statuscode: 404')) return true;
  const asked = /:(\d+): connect: connection refused/.exec(message)?.[1];
  const declared = container?.ports?.map(({ containerPort }) => String(containerPort)) ?? [];
  return asked !== undefined && declared.length > 0 && !declared.includes(asked);
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

/** How the container runtime says that the limit leaves no room even to start a program. */
const noMemory = /memory limit too low|OOM-killed/i;

/** A pod whose limits are too low for its sandbox, which kubelet makes before any container. */
function noSandbox(pod: Pod, owner: PodOwner, events: readonly Event[]): Problem[] {
  const last = eventsOf(pod, events).findLast(({ reason }) => reason === 'FailedCreatePodSandBox');
  if (last?.message === undefined || !noMemory.test(last.message) || pod.status?.containerStatuses?.some(({ state }) => state?.running !== undefined) === true) return [];
  const limits = (pod.spec?.containers ?? []).flatMap(({ name }) => {
    const limit = memoryLimit(pod, name);
    return limit === undefined ? [] : [{ name, bytes: parseQuantity(limit) }];
  });
  const least = limits.toSorted((a, b) => a.bytes - b.bytes)[0]?.name ?? '0';
  const field = `${owner.spec}.containers[${least}].resources.limits.memory`;
  return [{ key: `${pod.metadata?.name ?? ''} sandbox`, object: owner.object, field, observed: verbatim(last.message), hint: t.hints.memory, graceMs: soonMs }];
}

function memoryLimit(pod: Pod, container: string): string | undefined {
  return [...(pod.spec?.containers ?? []), ...(pod.spec?.initContainers ?? [])].find(({ name }) => name === container)?.resources?.limits?.['memory'];
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
      field: known ? `${owner.spec}.volumes[${volume ?? ''}]` : `${owner.spec}.volumes`,
      observed: verbatim(last.message),
      hint: t.hints.mount,
      graceMs: 2 * soonMs,
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
