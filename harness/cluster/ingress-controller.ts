import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { ApiError } from '../client/api-error.ts';
import type { ClusterClient } from '../client/cluster-client.ts';
import type { Deployment, KubeObject, Pod } from '../client/objects.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { checkout } from '../process/checkout.ts';
import { awaitStatus } from './await-status.ts';
import { watchUntil } from './watch-until.ts';
import { roundSeconds } from '../text/duration.ts';
import { joinTexts, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { notScheduled } from '../wait/not-scheduled.ts';

const t = texts.cluster;

const NAMESPACE = 'traefik';
/** Traefik's status for a host that no route has. */
const OWN_ANSWER = 404;
const DEPLOYMENT = 'traefik';
/** Where the ingress controller of our own clusters runs; see manifests/cluster. */
export const ingressController = { namespace: NAMESPACE, deployment: DEPLOYMENT } as const;
/** An image that is there starts in seconds; two slow cores with other work took half a minute. */
const READY_WITHIN_MS = 120_000;
const ANSWERS_WITHIN_MS = 30_000;

/** Applies `manifests/cluster/`: what the cluster itself needs. Throws an EnvironmentError when the API refuses. */
export async function applyClusterManifests(client: ClusterClient, signal: AbortSignal): Promise<void> {
  const folder = join(checkout, 'manifests', 'cluster');
  const entries = await readdir(folder, { withFileTypes: true });
  // What lies in folders below is no object of the API.
  for (const file of entries.filter((each) => each.isFile()).map(({ name }) => name).toSorted()) {
    const text = await readFile(join(folder, file), 'utf8');
    for (const document of parseAllDocuments(text)) {
      signal.throwIfAborted();
      const object = document.toJS() as KubeObject;
      try {
        await client.apply(object);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        throw new EnvironmentError(`manifests/cluster/${file}`, t.refusedOurs(`${object.kind ?? ''}/${object.metadata?.name ?? ''}`, error.message), t.refusedOursHint, { cause: error });
      }
    }
  }
}

/**
 * Waits until the ingress controller is ready and answers at its address on this machine. Ends early when its pod
 * cannot start. Throws an EnvironmentError that says what was last seen.
 */
export async function awaitIngress(client: ClusterClient, url: string, signal: AbortSignal): Promise<void> {
  let pods: Pod[] = [];
  const stop = new AbortController();
  // The pods are only watched for what makes waiting longer pointless.
  const trouble = watchUntil<Pod, Text>(client, 'v1', 'Pod', {
    scope: { namespace: NAMESPACE },
    signal: AbortSignal.any([signal, stop.signal]),
    deadlineMs: READY_WITHIN_MS,
    reached: (seen) => {
      pods = seen;
      return seen.map(startProblem).find((problem) => problem !== undefined);
    },
    late: () => new Error('no trouble'),
  }).then((problem) => {
    throw new EnvironmentError(t.ingressController, t.controllerStuck(problem), t.controllerStuckHint);
  });
  trouble.catch(() => undefined);
  const ready = watchUntil<Deployment>(client, 'apps/v1', 'Deployment', {
    scope: { namespace: NAMESPACE, name: DEPLOYMENT },
    signal,
    deadlineMs: READY_WITHIN_MS,
    reached: ([deployment]) => (deployment !== undefined && isAvailable(deployment) ? true : undefined),
    late: () => new EnvironmentError(t.ingressController, t.controllerLate(roundSeconds(READY_WITHIN_MS), pods.map(describePod).join(', ') || t.none), t.controllerLateHint),
  });
  try {
    await Promise.race([ready, trouble]);
  } finally {
    stop.abort(new Error('the wait is over'));
  }
  await awaitAnswer(url, signal);
}

function isAvailable({ metadata, spec, status }: Deployment): boolean {
  const wanted = spec?.replicas ?? 1;
  return status?.observedGeneration === metadata?.generation && status?.updatedReplicas === wanted && status.availableReplicas === wanted && status.replicas === wanted;
}

/** Why a pod will not start by itself; undefined as long as it may. */
export function startProblem(pod: Pod): Text | undefined {
  const hopeless = ['ErrImageNeverPull', 'ImagePullBackOff', 'InvalidImageName', 'CreateContainerConfigError', 'CrashLoopBackOff'];
  for (const { state, lastState } of pod.status?.containerStatuses ?? []) {
    if (state?.waiting?.reason === undefined || !hopeless.includes(state.waiting.reason)) continue;
    const exit = lastState?.terminated?.exitCode;
    return joinTexts([state.waiting.reason, exit === undefined ? '' : t.exitCode(exit), `: ${state.waiting.message ?? ''}`], '');
  }
  return undefined;
}

function describePod(pod: Pod): string {
  const waiting = pod.status?.containerStatuses?.[0]?.state?.waiting;
  const scheduled = notScheduled(pod);
  return `${pod.metadata?.name ?? ''} ${pod.status?.phase ?? ''}${waiting === undefined ? '' : ` (${waiting.reason ?? ''})`}${scheduled === undefined ? '' : ` (${scheduled.message ?? ''})`}`;
}

/**
 * The controller's address on its node, when it answers there: Docker's own Linux puts the nodes within reach, and then
 * traffic need not go through the process that copies each byte of a published port. Undefined where the nodes are hidden
 * in a virtual machine.
 */
export async function addressOnNode(node: string | undefined, signal: AbortSignal): Promise<string | undefined> {
  if (node === undefined) return undefined;
  const url = `http://${node}`;
  const problem = await awaitStatus({ url, status: OWN_ANSWER, withinMs: 0, everyMs: 0, signal });
  return problem === undefined ? url : undefined;
}

/** The published port is the last link of the chain, and nothing in the cluster tells when it leads through. */
async function awaitAnswer(url: string, signal: AbortSignal): Promise<void> {
  const last = await awaitStatus({ url, status: OWN_ANSWER, withinMs: ANSWERS_WITHIN_MS, everyMs: 200, signal });
  if (last === undefined) return;
  throw new EnvironmentError(t.ingressController, t.controllerSilent(url, last), t.recreateHint);
}
