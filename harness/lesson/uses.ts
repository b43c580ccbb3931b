import { kindNamed, kinds, type Kind, type Verb } from '../client/kinds.ts';
import type { Credential, Use } from '../client/use.ts';
import type { Effect } from '../lesson-process/effect.ts';
import { clientSigner } from '../objects/certificate-user.ts';
import { isMap } from '../values/field-path.ts';
import type { Manifest } from '../manifests/manifest.ts';

/** What decides which requests a lesson makes. */
export interface UsingLesson {
  namespace: string;
  /** What it applies. */
  manifests: readonly Pick<Manifest, 'apiVersion' | 'kind' | 'get'>[];
  /** Kinds of the whole cluster that its spec may make objects of. */
  clusterWide: readonly string[];
  /** What its tests do to what was applied. */
  effects: readonly Effect[];
  /** With what its spec asks in the name of somebody else. */
  credentials?: readonly Credential[];
  /** Server version such as `v1.37.2`. */
  kubernetes: string;
}

type Asked = Omit<Use, 'namespace'>;

/**
 * What a lesson and its clean-up will ask of the API server, in about the order in which they do, each once: what is asked in
 * any case, what its objects need, what its tests do. Follows from the table of kinds and the effects of the tests.
 */
export function usesOf({ namespace, manifests, clusterWide, effects, credentials = [], kubernetes }: UsingLesson): Use[] {
  const uses = [
    ...kinds.toSorted((a, b) => rank(a) - rank(b)).flatMap((kind) => asking(kind, ...(kind.always ?? []))),
    ...manifests.flatMap(({ apiVersion, kind }) => bringing(apiVersion, kind)),
    ...clusterWide.flatMap((kind) => bringing(kindNamed(kind)?.apiVersion ?? '', kind)),
    ...credentials.flatMap(obtaining),
    ...effects.flatMap((effect) => doing(effect, manifests, kubernetes)),
    ...kinds.filter(({ makes }) => makes !== undefined).flatMap((kind) => asking(kind, 'deletecollection')),
    ...(manifests.some((manifest) => manifest.kind === 'PersistentVolume' && isMap(manifest.get('spec.hostPath'))) ? emptyingNodes() : []),
  ];
  return [...new Map(uses.map((use) => [JSON.stringify(use), { ...use, namespace }])).values()];
}

/** Namespaces are made before anything else, and the whole cluster is looked at before what is in them. */
function rank({ kind, namespaced }: Kind): number {
  return kind === 'Namespace' ? 0 : namespaced ? 2 : 1;
}

function asking({ apiVersion, kind }: Pick<Kind, 'apiVersion' | 'kind'>, ...verbs: readonly Verb[]): Asked[] {
  return verbs.map((verb) => ({ apiVersion, kind, verb }));
}

function askingKind(kind: string, ...verbs: readonly Verb[]): Asked[] {
  const known = kindNamed(kind);
  return known === undefined ? [] : asking(known, ...verbs);
}

/** An object is applied (which makes it where it is not there), waited for with what its controller makes, and one of the whole cluster deleted. */
function bringing(apiVersion: string, kind: string): Asked[] {
  // A learner's Namespace is not made: ours stands for it.
  if (kind === 'Namespace') return askingKind(kind, 'patch');
  const known = kindNamed(kind);
  const made = known?.makes === undefined ? [] : [...askingKind(known.makes, 'list', 'watch'), ...(known.makes === 'Job' ? askingKind('Pod', 'list', 'watch') : [])];
  return [
    ...asking({ apiVersion, kind }, 'create', 'patch', 'get', 'list', 'watch'),
    ...(known?.perRun === true ? asking({ apiVersion, kind }, 'delete') : []),
    ...made,
    ...Object.entries(known?.readWith ?? {}).flatMap(([other, verbs]) => askingKind(other, ...verbs)),
  ];
}

/** What it takes to ask in the name of somebody else. */
function obtaining(credential: Credential): Asked[] {
  const requests = 'CertificateSigningRequest';
  switch (credential) {
    case 'tokens':
      return askingKind('ServiceAccount', 'create').map((asked) => ({ ...asked, subresource: 'token' }));
    case 'certificates':
      return [
        ...bringing(kindNamed(requests)?.apiVersion ?? '', requests),
        ...askingKind(requests, 'update').map((asked) => ({ ...asked, subresource: 'approval' })),
        ...asking({ apiVersion: 'certificates.k8s.io/v1', kind: 'Signer' }, 'approve').map((asked) => ({ ...asked, name: clientSigner })),
      ];
    case 'impersonation':
      return ['User', 'Group'].flatMap((kind) => asking({ apiVersion: 'v1', kind }, 'impersonate'));
  }
}

/** What a test of an effect may ask for: the same that its guard lets it do. */
function doing(effect: Effect, manifests: UsingLesson['manifests'], kubernetes: string): Asked[] {
  switch (effect) {
    case 'reads':
      return [...inPod('log', ['get']), ...inPod('exec', overWebSocket(kubernetes))];
    case 'visits':
      return [...doing('reads', manifests, kubernetes), ...inPod('portforward', overWebSocket(kubernetes)), ...askingKind('Pod', 'create', 'delete')];
    case 'disturbs':
      return [
        ...doing('visits', manifests, kubernetes), ...inPod('eviction', ['create']),
        ...manifests.filter(({ kind }) => kindNamed(kind)?.scales === true).map(({ apiVersion, kind }) => ({ apiVersion, kind, verb: 'patch' as const, subresource: 'scale' })),
      ];
    case 'changes':
      return [...doing('disturbs', manifests, kubernetes), ...manifests.filter(({ kind }) => kind !== 'Namespace').flatMap((manifest) => asking(manifest, 'delete'))];
  }
}

function inPod(subresource: string, verbs: readonly Verb[]): Asked[] {
  return askingKind('Pod', ...verbs).map((asked) => ({ ...asked, subresource }));
}

/** A web socket is opened by a GET; since Kubernetes 1.35 the server also wants the right to `create` for it (KEP-4006). */
function overWebSocket(kubernetes: string): readonly Verb[] {
  const minor = Number(/^v?1\.(\d+)/.exec(kubernetes)?.[1] ?? 0);
  return minor >= 35 ? ['get', 'create'] : ['get'];
}

/** Data on nodes is removed by pods, in a namespace that no longer forbids them; where a namespace is gone, on every node. */
function emptyingNodes(): Asked[] {
  return [...askingKind('Namespace', 'patch'), ...askingKind('ResourceQuota', 'deletecollection'), ...askingKind('LimitRange', 'deletecollection'), ...askingKind('Pod', 'create'), ...askingKind('Node', 'list')];
}
