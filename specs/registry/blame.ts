import type { Blame, Given, Manifest } from '../../harness/lesson/given.ts';

type Reference = { name?: string }[];

/** What is probably at fault when a registry does not let a pod in: whoever should bring the Secret, or the Secret itself. */
export function blameOfCredentials(given: Given, pod: Manifest): Omit<Blame, 'hint'> {
  const account = pod.get<string>('spec.serviceAccountName');
  const bringer = account === undefined ? undefined : given.manifests.find('ServiceAccount', account);
  const own = pod.get<Reference>('spec.imagePullSecrets') ?? [];
  const brought = own.length > 0 ? own : (bringer?.get<Reference>('imagePullSecrets') ?? []);
  if (brought.length === 0) return bringer === undefined ? { on: pod, field: account === undefined && pod.name === 'by-account' ? 'spec.serviceAccountName' : 'spec.imagePullSecrets' } : { on: bringer, field: 'imagePullSecrets' };
  const secret = brought.map(({ name }) => given.manifests.find('Secret', name ?? '')).find((found) => found !== undefined);
  if (secret === undefined) return { on: own.length > 0 ? pod : (bringer ?? pod), field: own.length > 0 ? 'spec.imagePullSecrets' : 'imagePullSecrets' };
  const types = ['kubernetes.io/dockerconfigjson', 'kubernetes.io/dockercfg'];
  if (!types.includes(secret.get<string>('type') ?? '')) return { on: secret, field: 'type' };
  return { on: secret, field: secret.get('stringData') === undefined ? 'data' : 'stringData' };
}
