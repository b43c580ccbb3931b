import { isDeepStrictEqual } from 'node:util';
import { isMap } from '../values/field-path.ts';
import { ownProperty } from '../values/own-property.ts';

/** A default: a value, or one that is made of the map that the field is in. */
type Default = string | number | boolean | readonly string[] | ((map: Record<string, unknown>) => unknown);

/**
 * What the API server puts in where nothing is written, by the last keys of the path. Kept here rather than asked of the server:
 * a difference must be told where the server has refused an object, and without waiting. A default that is missing here shows as
 * a difference of its own where only one side writes it down.
 *
 * Source: `SetDefaults_*` in pkg/apis of Kubernetes 1.37, and its API reference.
 */
const defaults: Readonly<Record<string, Default>> = {
  // Pods. An init container without a restartPolicy of its own is no native sidecar: there Always is not the default.
  'spec.restartPolicy': 'Always',
  dnsPolicy: 'ClusterFirst',
  'spec.terminationGracePeriodSeconds': 30,
  schedulerName: 'default-scheduler',
  enableServiceLinks: true,
  serviceAccountName: 'default',
  serviceAccount: 'default',
  automountServiceAccountToken: true,
  hostNetwork: false,
  hostPID: false,
  hostIPC: false,
  shareProcessNamespace: false,
  preemptionPolicy: 'PreemptLowerPriority',
  priority: 0,
  // Containers
  imagePullPolicy: ({ image }) => (typeof image === 'string' && /:(?!latest$)[^/]+$|@/.test(image) ? 'IfNotPresent' : 'Always'),
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
  stdin: false,
  tty: false,
  stdinOnce: false,
  'ports.protocol': 'TCP',
  'volumeMounts.readOnly': false,
  'fieldRef.apiVersion': 'v1',
  'securityContext.privileged': false,
  'securityContext.readOnlyRootFilesystem': false,
  'securityContext.runAsNonRoot': false,
  // A container that has a limit and no request asks for as much.
  'resources.requests': ({ limits }) => limits,
  // Probes
  initialDelaySeconds: 0,
  timeoutSeconds: 1,
  periodSeconds: 10,
  successThreshold: 1,
  failureThreshold: 3,
  'httpGet.scheme': 'HTTP',
  'httpGet.path': '/',
  // Volumes
  defaultMode: 0o644,
  optional: false,
  'hostPath.type': '',
  'persistentVolumeClaim.readOnly': false,
  volumeMode: 'Filesystem',
  persistentVolumeReclaimPolicy: 'Retain',
  // Workloads
  'spec.replicas': 1,
  revisionHistoryLimit: 10,
  progressDeadlineSeconds: 600,
  minReadySeconds: 0,
  paused: false,
  'strategy.type': 'RollingUpdate',
  'updateStrategy.type': 'RollingUpdate',
  'rollingUpdate.maxSurge': '25%',
  'rollingUpdate.maxUnavailable': '25%',
  'rollingUpdate.partition': 0,
  podManagementPolicy: 'OrderedReady',
  whenDeleted: 'Retain',
  whenScaled: 'Retain',
  backoffLimit: 6,
  completions: 1,
  parallelism: 1,
  completionMode: 'NonIndexed',
  suspend: false,
  podReplacementPolicy: 'TerminatingOrFailed',
  concurrencyPolicy: 'Allow',
  successfulJobsHistoryLimit: 3,
  failedJobsHistoryLimit: 1,
  // Services
  'ports.targetPort': ({ port }) => port,
  sessionAffinity: 'None',
  ipFamilyPolicy: 'SingleStack',
  ipFamilies: ['IPv4'],
  internalTrafficPolicy: 'Cluster',
  externalTrafficPolicy: 'Cluster',
  publishNotReadyAddresses: false,
  allocateLoadBalancerNodePorts: true,
  // Others
  immutable: false,
  unhealthyPodEvictionPolicy: 'IfHealthyBudget',
  volumeBindingMode: 'Immediate',
  allowVolumeExpansion: false,
};

/** The same for one kind only. */
const ofKind: Readonly<Record<string, Readonly<Record<string, Default>>>> = {
  Service: { 'spec.type': 'ClusterIP' },
  Secret: { type: 'Opaque' },
  StorageClass: { reclaimPolicy: 'Delete' },
  DaemonSet: { 'rollingUpdate.maxSurge': 0, 'rollingUpdate.maxUnavailable': 1 },
};

/** Fields that mean something when they are empty: everything, or nothing at all. */
const meaningfulWhenEmpty = ['podSelector', 'namespaceSelector', 'selector', 'ingress', 'egress', 'from', 'to', 'rules'];

/**
 * Whether leaving a field out means the same as this value.
 *
 * @param map the map that the field is in
 */
export function isDefault(kind: string, keys: readonly string[], value: unknown, map: unknown): boolean {
  const last = keys.at(-1) ?? '';
  if (value === null || value === undefined) return true;
  const [wide, narrow] = [last, keys.slice(-2).join('.')];
  const tables = [ownProperty(ofKind, kind) ?? {}, defaults];
  const found = tables.flatMap((table) => [ownProperty(table, narrow), ownProperty(table, wide)]).find((each) => each !== undefined);
  const given = typeof found === 'function' ? found(isMap(map) ? map : {}) : found;
  if (given !== undefined && isDeepStrictEqual(value, given)) return true;
  if (meaningfulWhenEmpty.includes(last)) return false;
  if (Array.isArray(value)) return value.length === 0;
  if (!isMap(value)) return false;
  // A volume without a source is an emptyDir.
  if (last === 'emptyDir') return Object.keys(value).length === 0;
  // A probe or a handler that is there is there, however little it says.
  if (/Probe$|^(exec|httpGet|tcpSocket|grpc|postStart|preStop)$/.test(last)) return false;
  return Object.entries(value).every(([key, each]) => isDefault(kind, [...keys, key], each, value));
}
