import type { Blame, Given, Manifest } from '../../harness/lesson/given.ts';
import { credentialsFault } from './credentials.ts';
import { registryHost } from './host.ts';

type Reference = { name?: string }[];

/** What is probably at fault when a registry does not let a pod in: whoever should bring the Secret, or the Secret itself. */
export function blameOfCredentials(given: Given, pod: Manifest): Omit<Blame, 'hint'> {
  const account = pod.get<string>('spec.serviceAccountName');
  const bringer = account === undefined ? undefined : given.manifests.find('ServiceAccount', account);
  const own = pod.get<Reference>('spec.imagePullSecrets') ?? [];
  const brought = own.length > 0 ? own : (bringer?.get<Reference>('imagePullSecrets') ?? []);
  if (brought.length === 0) return bringer === undefined ? { on: pod, field: account === undefined && pod.name === 'by-account' ? 'spec.serviceAccountName' : 'spec.imagePullSecrets' } : { on: bringer, field: 'imagePullSecrets' };
  const secrets = secretsOf(given, brought);
  const secret = secrets.find(isForRegistry) ?? secrets[0];
  if (secret === undefined) return { on: own.length > 0 ? pod : (bringer ?? pod), field: own.length > 0 ? 'spec.imagePullSecrets' : 'imagePullSecrets' };
  // The API server adds what an account brings only to a pod that brings nothing itself.
  if (own.length > 0 && !isForRegistry(secret) && secretsOf(given, bringer?.get<Reference>('imagePullSecrets') ?? []).some(isForRegistry)) return { on: pod, field: 'spec.imagePullSecrets' };
  const types = ['kubernetes.io/dockerconfigjson', 'kubernetes.io/dockercfg'];
  if (!types.includes(secret.get<string>('type') ?? '')) return { on: secret, field: 'type' };
  return { on: secret, field: secret.get('stringData') === undefined ? 'data' : 'stringData' };
}

function secretsOf(given: Given, references: Reference): Manifest[] {
  return references.flatMap(({ name }) => given.manifests.find('Secret', name ?? '') ?? []);
}

/** Whether a Secret has credentials for the registry of the lesson, be they right or wrong. */
function isForRegistry(secret: Manifest): boolean {
  return credentialsFault(secret, registryHost)?.fault !== 'other hosts';
}
