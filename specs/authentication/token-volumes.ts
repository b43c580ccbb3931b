import type { Pod } from '../../harness/client/objects.ts';

/** Where every pod finds its token unless it asks for none (Kubernetes documentation, "Service Accounts"). */
export const automounted = '/var/run/secrets/kubernetes.io/serviceaccount/token';

/** Names of the volumes of a running pod that hold tokens of its account, also those that the API server has added. */
export function tokenVolumes({ spec }: Pod): string[] {
  return (spec?.volumes ?? []).filter(({ projected }) => projected?.sources?.some(({ serviceAccountToken }) => serviceAccountToken !== undefined) === true).map(({ name }) => name);
}
