import type { Container, Pod } from '../client/objects.ts';
import { oddLetterIn } from '../manifests/reading/lookalikes.ts';
import { texts } from '../text/texts.ts';
import { fullImageName } from '../values/image-name.ts';
import { soonMs } from './grace.ts';
import { isNoMemory, memoryField } from './memory-problems.ts';
import type { PodOwner } from './pod-owner.ts';
import type { Problem } from './problem.ts';
import { programField } from './program-field.ts';
import { runtimeFault } from './runtime-faults.ts';

export type ContainerStatus = NonNullable<NonNullable<Pod['status']>['containerStatuses']>[number];

const t = texts.wait;

/** A container runtime that was too busy to answer in time; kubelet asks it again. */
const busyMs = 30_000;
/** A registry may have a bad moment; kubelet tries again after 10 s. */
const pullAgainMs = 11_000;
/**
 * Restarts after which a crash is no accident. The first one comes at once, and both may be a race with something that the
 * container needs: kubelet's third start is the judge, 10 s later. A program that needs nothing is judged by its second.
 */
const restarts = { alone: 1, usual: 2 };

/** Why a container does not start, or ends again and again, from its status. `images`: those that its node has, as far as they are known. */
export function containerProblem(pod: Pod, owner: PodOwner, container: ContainerStatus, list: 'containers' | 'initContainers', images: ReadonlySet<string>): Problem[] {
  const path = `${owner.spec}.${list}[${container.name}]`;
  const key = `${pod.metadata?.name ?? ''} ${container.name}`;
  const { waiting, terminated } = container.state ?? {};
  const spec = pod.spec?.[list]?.find(({ name }) => name === container.name);
  if (neverStarted(container)) {
    const { message = 'StartError' } = terminated ?? container.lastState?.terminated ?? waiting ?? {};
    const observed = t.container.cannotStart(container.name, message);
    if (isNoMemory(pod, message)) return [{ key: `${key} memory`, object: owner.object, field: memoryField(pod, container.name) ?? path, observed, hint: t.hints.memory, graceMs: soonMs }];
    return [{ key: `${key} start`, object: owner.object, field: startField(spec, path, message), observed, hint: t.hints.start, graceMs: startAgainMs(message) }];
  }
  const observed = t.container.waits(container.name, `${waiting?.reason ?? ''}: ${waiting?.message ?? ''}`.replace(/[: ]+$/, ''));
  switch (waiting?.reason) {
    case 'InvalidImageName':
      // Quotation marks and spaces of a Japanese keyboard are part of the name to YAML.
      return [{ key: `${key} image`, object: owner.object, field: `${path}.image`, observed, hint: oddLetterIn(spec?.image ?? '') ?? t.hints.image, graceMs: 0 }];
    case 'ErrImageNeverPull':
      return [{ key: `${key} image`, object: owner.object, field: `${path}.image`, observed, hint: t.hints.imageNeverPull, graceMs: 0 }];
    case 'ErrImagePull':
    case 'ImagePullBackOff':
      if (isPulledInVain(spec, images)) return [{ key: `${key} image`, object: owner.object, field: `${path}.imagePullPolicy`, observed, hint: t.hints.pulledInVain, graceMs: isFinal(waiting.message) ? 0 : pullAgainMs }];
      return [{ key: `${key} image`, object: owner.object, field: `${path}.image`, observed, hint: t.hints.image, graceMs: isFinal(waiting.message) ? 0 : pullAgainMs }];
    case 'CreateContainerConfigError':
      if (/runAsNonRoot|non-root/.test(waiting.message ?? '')) {
        return [{ key: `${key} user`, object: owner.object, field: userField(pod, container.name, owner.spec, path), observed, hint: t.hints.user, graceMs: 0 }];
      }
      return [{ key: `${key} config`, object: owner.object, field: configField(pod, container.name, path, waiting.message), observed, hint: t.hints.config, graceMs: soonMs }];
    case 'CreateContainerError': {
      const refused = runtimeFault(waiting.message);
      if (refused === undefined) return [{ key: `${key} start`, object: owner.object, field: path, observed, hint: t.hints.start, graceMs: startAgainMs(waiting.message) }];
      // The profile may be said of the whole pod.
      const { seccompProfile } = (spec?.securityContext ?? {}) as { seccompProfile?: unknown };
      const of = refused.field === 'seccompProfile' && seccompProfile === undefined ? owner.spec : path;
      return [{ key: `${key} ${refused.field}`, object: owner.object, field: `${of}.securityContext.${refused.field}`, observed, hint: refused.hint, graceMs: 0 }];
    }
    case 'CrashLoopBackOff': {
      if (container.restartCount < restarts.alone) return [];
      const last = container.lastState?.terminated;
      const ending = last === undefined ? undefined : last.message === undefined ? t.container.exitCode(last.exitCode) : t.container.exitCodeWith(last.exitCode, last.message);
      const times = container.restartCount + 1;
      const observed = ending === undefined ? t.container.crashes(container.name, times) : t.container.crashesWith(container.name, times, ending);
      const isCertain = container.restartCount >= restarts.usual || last?.reason === 'OOMKilled';
      const of = { pod: pod.metadata?.name ?? '', container: container.name };
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

/** Whether the node has the image, and the registry is asked all the same, because the container wants that or its tag is latest. */
function isPulledInVain({ image = '', imagePullPolicy }: Partial<Container> = {}, images: ReadonlySet<string>): boolean {
  return imagePullPolicy === 'Always' && images.has(fullImageName(image));
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
