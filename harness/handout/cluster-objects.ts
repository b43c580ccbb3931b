import type { ClusterClient, ObjectRef } from '../client/cluster-client.ts';
import { kindNamed } from '../client/kinds.ts';
import type { Manifest } from '../manifests/manifest.ts';
import { verbatim } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import type { Page } from './page.ts';

const t = texts.workshop.handout;

/** `kubectl create` of rights in the whole cluster, and their kind. */
const created = /^kubectl create (clusterrole|clusterrolebinding) ([\w-]+)/;
const createdKinds: Readonly<Record<string, string>> = { clusterrole: 'ClusterRole', clusterrolebinding: 'ClusterRoleBinding' };

/**
 * What a page that is run with all rights makes for the whole cluster, and of which nothing may be left: what the lesson's manifests have of such
 * kinds, and rights that its own commands make. Nothing for other pages.
 */
export function clusterObjects({ steps }: Pick<Page, 'steps'>, manifests: readonly Manifest[]): ObjectRef[] {
  const byAdministrator = steps.filter(({ admin }) => admin);
  if (byAdministrator.length === 0) return [];
  const applied = manifests.filter(({ kind }) => kindNamed(kind)?.namespaced === false).map(({ apiVersion, kind, name }) => ({ apiVersion, kind, name }));
  const typed = byAdministrator.flatMap(({ command }) => {
    const [, word = '', name = ''] = created.exec(command) ?? [];
    const kind = createdKinds[word];
    return kind === undefined ? [] : [{ apiVersion: 'rbac.authorization.k8s.io/v1', kind, name }];
  });
  return [...applied, ...typed];
}

/**
 * @throws EnvironmentError where one of the objects is there: it is somebody else's, and would be removed with what the page makes
 */
export async function requireFree(client: Pick<ClusterClient, 'read'>, refs: readonly ObjectRef[], signal: AbortSignal): Promise<void> {
  const there: string[] = [];
  for (const ref of refs) if ((await client.read(ref, { signal })) !== undefined) there.push(`${ref.kind}/${ref.name}`);
  if (there.length > 0) throw new EnvironmentError(verbatim('npm run handout'), t.notFree(there.join(', ')), t.notFreeHint(`kubectl delete ${there.join(' ')}`));
}
