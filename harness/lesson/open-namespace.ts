import type { KubeObject } from '../client/objects.ts';
import { applyManifest } from '../manifests/apply.ts';
import type { Manifest } from '../manifests/manifest.ts';
import type { Scope } from '../objects/scope.ts';
import type { Session } from '../objects/session.ts';
import { texts } from '../text/texts.ts';

/** Longest name of a namespace: a DNS label. */
const longestName = 63;

/** Milliseconds that the cluster may take to give a new namespace its service account: without it no pod is admitted. */
const accountMs = 20_000;

/**
 * Makes the namespace of a scope, with our labels, and resolves when pods can be made in it. From then on it is watched.
 *
 * @param standsFor Namespaces of the learner whose labels and annotations it is given, as those of Pod Security
 * @param options.privileged lets pods in that reach their node: for those that the spec itself makes
 * @param options.labels that the lesson gives it
 * @throws LessonFailure when the server refuses what they say
 */
export async function openNamespace(scope: Scope, standsFor: readonly Manifest[] = [], options: { privileged?: true; labels?: Readonly<Record<string, string>> } = {}): Promise<void> {
  const { session, namespace } = scope;
  if (namespace.length > longestName) throw new Error(`the namespace ${namespace} has a name of more than ${longestName} letters`);
  session.step(texts.lesson.steps.namespace(namespace));
  const [facts] = await Promise.all([
    session.isolationFacts(),
    session.client.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels: { ...options.labels, ...session.labels, ...admission(session, options.privileged) } } }),
  ]);
  session.namespaces.watch(namespace);
  Object.assign(scope.isolation, facts);
  for (const manifest of standsFor) await applyManifest(session.client, manifest, scope.isolation, session.context.runId);
  await scope.until<KubeObject, true>({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    name: 'default',
    state: texts.lesson.accountMade,
    within: accountMs,
    seen: (accounts) => (accounts.length > 0 ? true : undefined),
  });
  if (!session.givesTokens) {
    const account: KubeObject & { automountServiceAccountToken: boolean } = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace }, automountServiceAccountToken: false };
    await session.client.apply(account);
  }
}

/**
 * Pod Security admission as a second fence behind the reading of the folder: its level "baseline", which ordinary pods meet.
 * The version is that before a probe's `host` was refused too: pods that ask 127.0.0.1 are a mistake for the lesson to explain.
 */
function admission({ allowed, podNeeds: { nodeFiles = [], nodeFolders = [] } }: Session, privileged = false): Record<string, string> {
  // Pod Security knows no single files of a node: which ones are mounted, and that it is to read, the first fence has seen to.
  const level = privileged || nodeFiles.length + nodeFolders.length > 0 || allowed.some((each) => ['privileged', 'host', 'host-path', 'storage'].includes(each)) ? 'privileged' : 'baseline';
  return { 'pod-security.kubernetes.io/enforce': level, 'pod-security.kubernetes.io/enforce-version': 'v1.33' };
}
