/**
 * When a kind is applied: what others refer to, or what must hold for them from the start, comes first. A kind that is not
 * in the table comes with the workloads.
 */
export const stages = [
  'classes', 'accounts', 'roles', 'bindings', 'policies', 'policyBindings', 'limits', 'secrets', 'settings', 'volumes', 'claims', 'services', 'network', 'workloads', 'scaling', 'budgets', 'routes',
] as const;

export type Stage = (typeof stages)[number];

/** What the API calls a request, in rules of roles. */
export type Verb = 'get' | 'list' | 'watch' | 'create' | 'update' | 'patch' | 'delete' | 'deletecollection' | 'approve' | 'impersonate';

/** What the harness knows of a kind of objects. */
export interface Kind {
  apiVersion: string;
  kind: string;
  /** Plural name in addresses, such as `deployments`. */
  plural: string;
  namespaced: boolean;
  stage: Stage;
  /** Path of the spec of its pods. */
  podSpec?: string;
  /** What its controller makes: pods, or objects that make pods in their turn. */
  makes?: 'Pod' | 'Job' | 'ReplicaSet';
  /** Its state helps to explain a failure. ConfigMaps and Secrets explain little and may hold what nobody should read. */
  evidence?: true;
  /** It belongs to the whole cluster, and its objects can be made for one run only, under a name of their own. */
  perRun?: true;
  /** It has the subresource `scale`. */
  scales?: true;
  /** What every run does with its objects, whatever its lessons bring: the uses of a lesson (`harness/lesson/uses.ts`) add what follows from the other columns. */
  always?: readonly Verb[];
  /** Other kinds that are read where a lesson brings one of it, beside what its controller makes. */
  readWith?: Readonly<Record<string, readonly Verb[]>>;
}

const template = 'spec.template.spec';

/** The one table of kinds. The order of `evidence` is that of the file in which their state is saved. */
const table = [
  { apiVersion: 'v1', kind: 'Pod', plural: 'pods', namespaced: true, stage: 'workloads', podSpec: 'spec', evidence: true, always: ['get', 'list', 'watch', 'delete', 'deletecollection'] },
  { apiVersion: 'apps/v1', kind: 'Deployment', plural: 'deployments', namespaced: true, stage: 'workloads', podSpec: template, makes: 'ReplicaSet', evidence: true, scales: true },
  { apiVersion: 'apps/v1', kind: 'ReplicaSet', plural: 'replicasets', namespaced: true, stage: 'workloads', podSpec: template, makes: 'Pod', evidence: true, scales: true },
  { apiVersion: 'apps/v1', kind: 'StatefulSet', plural: 'statefulsets', namespaced: true, stage: 'workloads', podSpec: template, makes: 'Pod', evidence: true, scales: true },
  { apiVersion: 'apps/v1', kind: 'DaemonSet', plural: 'daemonsets', namespaced: true, stage: 'workloads', podSpec: template, makes: 'Pod', evidence: true },
  { apiVersion: 'v1', kind: 'PodTemplate', plural: 'podtemplates', namespaced: true, stage: 'workloads' },
  { apiVersion: 'apps/v1', kind: 'ControllerRevision', plural: 'controllerrevisions', namespaced: true, stage: 'workloads' },
  { apiVersion: 'batch/v1', kind: 'Job', plural: 'jobs', namespaced: true, stage: 'workloads', podSpec: template, makes: 'Pod', evidence: true },
  { apiVersion: 'batch/v1', kind: 'CronJob', plural: 'cronjobs', namespaced: true, stage: 'workloads', podSpec: 'spec.jobTemplate.spec.template.spec', makes: 'Job', evidence: true },
  { apiVersion: 'v1', kind: 'ReplicationController', plural: 'replicationcontrollers', namespaced: true, stage: 'workloads', podSpec: template, makes: 'Pod' },
  { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', plural: 'horizontalpodautoscalers', namespaced: true, stage: 'scaling', evidence: true },
  { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', plural: 'poddisruptionbudgets', namespaced: true, stage: 'budgets', evidence: true },

  { apiVersion: 'v1', kind: 'Service', plural: 'services', namespaced: true, stage: 'services', evidence: true, readWith: { EndpointSlice: ['list', 'watch'] } },
  { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', plural: 'endpointslices', namespaced: true, stage: 'services', evidence: true },
  { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', plural: 'ingresses', namespaced: true, stage: 'routes', evidence: true, readWith: { IngressClass: ['list'] } },
  { apiVersion: 'networking.k8s.io/v1', kind: 'IngressClass', plural: 'ingressclasses', namespaced: false, stage: 'classes', evidence: true, perRun: true },
  { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', plural: 'networkpolicies', namespaced: true, stage: 'network', evidence: true },

  { apiVersion: 'v1', kind: 'ConfigMap', plural: 'configmaps', namespaced: true, stage: 'settings' },
  { apiVersion: 'v1', kind: 'Secret', plural: 'secrets', namespaced: true, stage: 'secrets' },

  { apiVersion: 'v1', kind: 'PersistentVolume', plural: 'persistentvolumes', namespaced: false, stage: 'volumes', evidence: true, perRun: true, always: ['list', 'watch'] },
  { apiVersion: 'v1', kind: 'PersistentVolumeClaim', plural: 'persistentvolumeclaims', namespaced: true, stage: 'claims', evidence: true, always: ['list', 'watch', 'deletecollection'] },
  { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', plural: 'storageclasses', namespaced: false, stage: 'classes', evidence: true, perRun: true, always: ['list'] },

  { apiVersion: 'v1', kind: 'ServiceAccount', plural: 'serviceaccounts', namespaced: true, stage: 'accounts', evidence: true, always: ['list', 'watch', 'patch'] },
  { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', plural: 'roles', namespaced: true, stage: 'roles', evidence: true },
  { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', plural: 'rolebindings', namespaced: true, stage: 'bindings', evidence: true },
  { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', plural: 'clusterroles', namespaced: false, stage: 'roles', evidence: true, perRun: true },
  { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRoleBinding', plural: 'clusterrolebindings', namespaced: false, stage: 'bindings', evidence: true, perRun: true },
  { apiVersion: 'certificates.k8s.io/v1', kind: 'CertificateSigningRequest', plural: 'certificatesigningrequests', namespaced: false, stage: 'accounts', evidence: true, perRun: true },

  { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingAdmissionPolicy', plural: 'validatingadmissionpolicies', namespaced: false, stage: 'policies', evidence: true, perRun: true },
  { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingAdmissionPolicyBinding', plural: 'validatingadmissionpolicybindings', namespaced: false, stage: 'policyBindings', evidence: true, perRun: true },
  { apiVersion: 'v1', kind: 'ResourceQuota', plural: 'resourcequotas', namespaced: true, stage: 'limits', evidence: true },
  { apiVersion: 'v1', kind: 'LimitRange', plural: 'limitranges', namespaced: true, stage: 'limits', evidence: true },
  { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', plural: 'priorityclasses', namespaced: false, stage: 'classes', evidence: true, perRun: true },
  { apiVersion: 'node.k8s.io/v1', kind: 'RuntimeClass', plural: 'runtimeclasses', namespaced: false, stage: 'classes', evidence: true, perRun: true },

  { apiVersion: 'v1', kind: 'Namespace', plural: 'namespaces', namespaced: false, stage: 'classes', always: ['create', 'list', 'watch', 'delete'] },
  { apiVersion: 'v1', kind: 'Node', plural: 'nodes', namespaced: false, stage: 'classes' },
  { apiVersion: 'v1', kind: 'Event', plural: 'events', namespaced: true, stage: 'workloads', always: ['list', 'watch'] },
  { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', plural: 'leases', namespaced: true, stage: 'workloads' },
] as const satisfies readonly Kind[];

/** A kind of the whole cluster whose objects can be made for one run only. */
export type PerRunKind = Extract<(typeof table)[number], { perRun: true }>['kind'];

/** All kinds that are known without asking a server; each name stands there once. */
export const kinds: readonly Kind[] = table;

const byName = new Map(kinds.map((each) => [each.kind, each]));

/** A kind by its name, as in `Pod/counter`; undefined when it is none of the table's. */
export function kindNamed(kind: string): Kind | undefined {
  return byName.get(kind);
}

/** Whether the objects of a kind belong to the whole cluster and can be made for one run only. */
export function isPerRun(kind: string): kind is PerRunKind {
  return kindNamed(kind)?.perRun === true;
}

/** The kinds of the whole cluster of which a run may have objects of its own. */
export const perRunKinds: readonly Kind[] = kinds.filter((each) => each.perRun === true);

/** The kinds whose controllers make pods, those that make such makers first: the order in which to delete them, so that none is made again. */
export const podMakers: readonly Kind[] = kinds.filter(({ makes }) => makes !== undefined).toSorted((a, b) => Number(a.makes === 'Pod') - Number(b.makes === 'Pod'));
