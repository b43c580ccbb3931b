import type { ClusterClient, ObjectRef } from '../client/cluster-client.ts';
import { kindNamed } from '../client/kinds.ts';
import type { Manifest } from '../manifests/manifest.ts';
import { verbatim } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';

const t = texts.workshop.handout;

/** What a lesson's manifests have of kinds that belong to the whole cluster: a page that is run with all rights makes it, and nothing of it may be left. */
export function clusterObjects(manifests: readonly Manifest[]): ObjectRef[] {
  return manifests.filter(({ kind }) => kindNamed(kind)?.namespaced === false).map(({ apiVersion, kind, name }) => ({ apiVersion, kind, name }));
}

/**
 * @throws EnvironmentError where one of the objects is there: it is somebody else's, and would be removed with what the page makes
 */
export async function requireFree(client: Pick<ClusterClient, 'read'>, refs: readonly ObjectRef[], signal: AbortSignal): Promise<void> {
  const there: string[] = [];
  for (const ref of refs) if ((await client.read(ref, { signal })) !== undefined) there.push(`${ref.kind}/${ref.name}`);
  if (there.length > 0) throw new EnvironmentError(verbatim('npm run handout'), t.notFree(there.join(', ')), t.notFreeHint(`kubectl delete ${there.join(' ')}`));
}
