import { ApiError } from '../client/api-error.ts';
import type { ClusterClient } from '../client/cluster-client.ts';
import type { KubeObject } from '../client/objects.ts';
import { explainRefusal, explainUnserved, refuseClusterWide } from './explain-refusal.ts';
import type { Manifest } from './manifest.ts';
import { isLeftOut, isolate } from './isolation.ts';
import type { Isolation } from './isolation.ts';
import { ownLabels } from './own-labels.ts';

/**
 * Applies one manifest to a place: server-side, strictly validated, with our labels. `dryRun` only asks whether it would
 * be taken.
 *
 * @returns the object as the server has it now, or would have it; undefined for objects that are left out, and where a
 * webhook keeps the server from saying
 * @throws LessonFailure when the server refuses it
 */
export async function applyManifest(
  client: ClusterClient,
  manifest: Manifest,
  isolation: Isolation,
  runId: string,
  options: { dryRun?: boolean } = {},
): Promise<KubeObject | undefined> {
  const object = manifest.object;
  if (isLeftOut(object)) return undefined;
  const resource = await client.resources.find(manifest.apiVersion, manifest.kind);
  if (resource === undefined) throw await explainUnserved(client, manifest);
  if (!resource.namespaced && manifest.kind !== 'PersistentVolume') throw refuseClusterWide(manifest);
  const isolated = isolate(object, isolation);
  isolated.metadata = { ...isolated.metadata, labels: { ...isolated.metadata?.labels, ...ownLabels(runId) } };
  try {
    return await client.apply(isolated, options);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (options.dryRun === true && isNoAnswer(error)) return undefined;
    throw await explainRefusal(client, manifest, error);
  }
}

/** Whether a dry run failed because a webhook of the cluster knows none ("does not support dry run"): it says nothing about the object. */
function isNoAnswer({ code, status }: ApiError): boolean {
  return code === 400 && /does not support dry run/.test(status.message ?? '');
}
