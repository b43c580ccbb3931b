import type { KubeObject } from '../client/objects.ts';
import type { Scope } from '../objects/scope.ts';

/** Longest name of a namespace: a DNS label. */
const longestName = 63;

/** Milliseconds that the cluster may take to give a new namespace its service account: without it no pod is admitted. */
const accountMs = 20_000;

/** Makes the namespace of a scope, with our labels, and resolves when pods can be made in it. */
export async function openNamespace(scope: Scope): Promise<void> {
  const { session, namespace } = scope;
  if (namespace.length > longestName) throw new Error(`the namespace ${namespace} has a name of more than ${longestName} letters`);
  session.step(`making namespace ${namespace}`);
  const [facts] = await Promise.all([
    session.storageFacts(),
    session.client.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels: session.labels } }),
  ]);
  Object.assign(scope.isolation, facts);
  await scope.until<KubeObject, true>({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    name: 'default',
    state: 'made for the new namespace',
    within: accountMs,
    seen: (accounts) => (accounts.length > 0 ? true : undefined),
  });
}
