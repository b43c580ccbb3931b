import { setTimeout as pause } from 'node:timers/promises';
import { ApiError } from '../client/api-error.ts';
import type { ClusterClient } from '../client/cluster-client.ts';
import { kindNamed } from '../client/kinds.ts';
import type { KubeObject } from '../client/objects.ts';
import { groupOf } from '../client/resources.ts';
import { isMap } from '../values/field-path.ts';
import { allowedClusterWide, mayMakeClusterWide } from './cluster-wide.ts';
import { explainRefusal, explainUnserved, refuseClusterWide, refuseOtherKind } from './explain-refusal.ts';
import { isolate } from './isolation/isolate.ts';
import type { Isolation } from './isolation/isolation.ts';
import { namespaceLabels } from './isolation/learners-namespaces.ts';
import { asLearnerWrote } from './isolation/names.ts';
import type { Manifest } from './manifest.ts';
import { ownLabels } from './own-labels.ts';

/**
 * Applies one manifest to a namespace of the run: server-side, strictly validated, with our labels. `dryRun` only asks
 * whether it would be taken. A learner's Namespace is not made: its labels and annotations are put on that of ours which
 * stands for it.
 *
 * @returns the object as the server has it now, or would have it; undefined in a dry run where the server cannot say: about
 * a Namespace, where a webhook knows no dry runs, and where an object of the lesson that is needed first is not there yet
 * @throws LessonFailure when the server refuses it
 */
export async function applyManifest(
  client: ClusterClient,
  manifest: Manifest,
  isolation: Isolation,
  runId: string,
  options: { dryRun?: boolean } = {},
): Promise<KubeObject | undefined> {
  const send = await sending(client, manifest, isolation, runId, options);
  try {
    return await send();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (options.dryRun === true && (isNoAnswer(error) || needsAnother(error, isolation))) return undefined;
    return await sendAgain(send, error, isolation).catch(async (last: unknown) => { throw last instanceof ApiError ? await explainRefusal(client, manifest, last, isolation) : last; });
  }
}

/** Milliseconds in which an API server has surely heard of what was made a moment ago: its admission plugins learn of it by a watch. */
const heardMs = 5_000;
const pauseMs = 100;

/** Sends again what was refused because the API server does not know another object yet, which the lesson brings and has made before. Throws the last refusal. */
async function sendAgain(send: () => Promise<KubeObject | undefined>, refusal: ApiError, isolation: Isolation): Promise<KubeObject | undefined> {
  const startedAt = performance.now();
  for (let last = refusal; ;) {
    if (!needsAnother(last, isolation) || performance.now() - startedAt > heardMs) throw last;
    await pause(pauseMs);
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      last = error;
    }
  }
}

/** What is to be sent. Throws LessonFailure for a kind that the server does not serve, that the lesson does not allow, or that none knows. */
async function sending(client: ClusterClient, manifest: Manifest, isolation: Isolation, runId: string, options: { dryRun?: boolean }): Promise<() => Promise<KubeObject | undefined>> {
  const labels = ownLabels(runId);
  if (manifest.kind === 'Namespace') {
    const name = isolation.others?.get(manifest.name) ?? isolation.namespace;
    const learners = namespaceLabels([manifest]);
    return async () => (options.dryRun === true ? undefined : await client.patch({ apiVersion: 'v1', kind: 'Namespace', name }, { metadata: { annotations: learners.annotations, labels: { ...learners.labels, ...labels } } }));
  }
  const resource = await client.resources.find(manifest.apiVersion, manifest.kind);
  if (resource === undefined) throw await explainUnserved(client, manifest);
  if (!resource.namespaced && !(isKnown(manifest) && mayMakeClusterWide(manifest.kind, isolation))) throw refuseClusterWide(manifest, allowedClusterWide(isolation));
  if (resource.namespaced && isolation.otherKinds !== true && !isKnown(manifest)) throw refuseOtherKind(manifest);
  const isolated = isolate(manifest.object, isolation);
  // What is no map is for the server to refuse.
  const learners: unknown = isolated.metadata?.labels ?? {};
  if (isMap(learners)) isolated.metadata = { ...isolated.metadata, labels: { ...(learners as Record<string, string>), ...labels } };
  return async () => await client.apply(isolated, options);
}

/** Whether lessons know the kind, in whatever version: of a resource of somebody else's nobody knows what its controller does with it. */
function isKnown({ apiVersion, kind }: Manifest): boolean {
  const known = kindNamed(kind);
  return known !== undefined && groupOf(known.apiVersion) === groupOf(apiVersion);
}

/** Whether a dry run failed because a webhook of the cluster knows none ("does not support dry run"): it says nothing about the object. */
function isNoAnswer({ code, status }: ApiError): boolean {
  return code === 400 && /does not support dry run/.test(status.message ?? '');
}

/** Refusals because another object is not there, by the kind of the other. The texts are those of Kubernetes 1.30 to 1.37. */
const notThere: readonly [kind: string, message: RegExp][] = [
  ['ServiceAccount', /error looking up service account \S+: serviceaccount "([^"]+)" not found/],
  ['PriorityClass', /no PriorityClass with name (\S+) was found/],
  ['RuntimeClass', /RuntimeClass "([^"]+)" not found/],
  ['ClusterRole', /clusterroles\.rbac\.authorization\.k8s\.io "([^"]+)" not found/],
  ['Role', /roles\.rbac\.authorization\.k8s\.io "([^"]+)" not found/],
];

/** Whether something was refused only because another object is not there, which the lesson brings: a dry run makes nothing. */
function needsAnother({ status }: ApiError, isolation: Isolation): boolean {
  return notThere.some(([kind, message]) => {
    const name = message.exec(status.message ?? '')?.[1];
    return name !== undefined && isolation.brings?.has(`${kind}/${asLearnerWrote(name, isolation)}`) === true;
  });
}
