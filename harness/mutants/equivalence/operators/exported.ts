import { createHash } from 'node:crypto';
import { kindNamed } from '../../../client/kinds.ts';
import type { EquivalenceOperator } from '../operator.ts';
import { copy, listAt, madeAt, mapAt, objectsOf, ofKind, plainStyle, type Fields, type WrittenFile, type WrittenFolder } from '../written-folder.ts';
import { writeDefaults } from './defaults.ts';

/** When all of it was made. */
const madeAtTime = '2026-11-20T01:23:45Z';
/** The node on which all pods run. */
const node = { name: 'worker-1', ip: '172.18.0.3', podIp: '10.244.1.7' };

export const exportedByKubectl: EquivalenceOperator = {
  name: 'exported-by-kubectl', category: 'metadata', says: 'What the cluster has written into an object is no part of what was asked of it.',
  offers: (folder) => objectsOf(folder).map((place) => ({ object: place.name, field: '', make: () => { exportObject(folder, place); } })),
};

export const namespaceExported: EquivalenceOperator = {
  name: 'namespace-exported', category: 'files', says: 'Of all that a namespace holds, what controllers and the cluster have made is left to them.',
  offers: (folder) => (folder.files.length === 0 ? [] : [{
    object: 'Folder/all', field: '',
    make: () => {
      for (const place of objectsOf(folder)) exportObject(folder, place);
      const objects = folder.files.flatMap((file) => file.objects);
      folder.files = [{ name: 'all.yaml', objects: [...objects, ...objects.flatMap(madeForDeployment), ...clustersOwn()], style: { ...plainStyle, form: 'list' } }];
    },
  }]),
};

/** Writes into an object what `kubectl get -o yaml` shows of it beside what was applied. */
function exportObject(folder: WrittenFolder, { object, file }: { object: Fields; file: WrittenFile }): void {
  const kind = String(object['kind']);
  const metadata = madeAt(object, 'metadata');
  const applied = copy(object);
  writeDefaults(folder, { object, file });
  ofKinds[kind]?.(object, folder);
  const annotations = madeAt(metadata, 'annotations');
  annotations['kubectl.kubernetes.io/last-applied-configuration'] = `${JSON.stringify(applied)}\n`;
  Object.assign(metadata, serversOwn(object));
  if (kindNamed(kind)?.namespaced === true) metadata['namespace'] ??= 'default';
  const status = statuses[kind]?.(object);
  if (status !== undefined) object['status'] = status;
}

/** What every object has from the server. */
function serversOwn(object: Fields): Fields {
  const written = { manager: 'kubectl-client-side-apply', operation: 'Update', apiVersion: object['apiVersion'], time: madeAtTime, fieldsType: 'FieldsV1', fieldsV1: { 'f:metadata': { 'f:annotations': { '.': {} } } } };
  const hasGeneration = mapAt(object, 'spec') !== undefined && !/^(Service|PersistentVolume.*)$/.test(String(object['kind']));
  return { creationTimestamp: madeAtTime, ...(hasGeneration ? { generation: 1 } : {}), resourceVersion: '48113', uid: uidOf(object), managedFields: [written] };
}

/** Made of what the object is called, so that it is the same each time. */
function uidOf(object: Fields): string {
  const hex = createHash('sha256').update(`${String(object['kind'])}/${String(mapAt(object, 'metadata')?.['name'])}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}

/** What admission and controllers write into the spec and the annotations of a kind. */
const ofKinds: Readonly<Record<string, (object: Fields, folder: WrittenFolder) => void>> = {
  Secret: (object) => {
    const texts = mapAt(object, 'stringData');
    if (texts === undefined) return;
    Object.assign(madeAt(object, 'data'), Object.fromEntries(Object.entries(texts).map(([key, value]) => [key, Buffer.from(String(value)).toString('base64')])));
    Reflect.deleteProperty(object, 'stringData');
  },
  Service: (object) => {
    const spec = madeAt(object, 'spec');
    spec['clusterIP'] ??= '10.96.117.42';
    Object.assign(spec, { clusterIPs: [spec['clusterIP']], ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' });
  },
  Deployment: (object) => {
    madeAt(madeAt(object, 'metadata'), 'annotations')['deployment.kubernetes.io/revision'] = '1';
    madeAt(madeAt(madeAt(object, 'spec'), 'template'), 'metadata')['creationTimestamp'] = null;
  },
  PersistentVolumeClaim: (object, folder) => {
    const [metadata, spec] = [madeAt(object, 'metadata'), madeAt(object, 'spec')];
    const [volume, ...others] = ofKind(folder, 'PersistentVolume');
    if (volume === undefined || others.length > 0) return;
    metadata['finalizers'] = ['kubernetes.io/pvc-protection'];
    madeAt(metadata, 'annotations')['pv.kubernetes.io/bind-completed'] = 'yes';
    if (spec['volumeName'] !== undefined) return;
    madeAt(metadata, 'annotations')['pv.kubernetes.io/bound-by-controller'] = 'yes';
    spec['volumeName'] = mapAt(volume.object, 'metadata')?.['name'];
  },
  PersistentVolume: (object, folder) => {
    const [metadata, spec] = [madeAt(object, 'metadata'), madeAt(object, 'spec')];
    const [claim, ...others] = ofKind(folder, 'PersistentVolumeClaim');
    if (claim === undefined || others.length > 0) return;
    metadata['finalizers'] = ['kubernetes.io/pv-protection'];
    if (spec['claimRef'] === undefined) madeAt(metadata, 'annotations')['pv.kubernetes.io/bound-by-controller'] = 'yes';
    spec['claimRef'] = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name: mapAt(claim.object, 'metadata')?.['name'], namespace: 'default', resourceVersion: '48110', uid: uidOf(claim.object) };
  },
  Pod: (object, folder) => {
    const spec = madeAt(object, 'spec');
    const token = { name: 'kube-api-access-x7k2p', mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', readOnly: true };
    const account = spec['serviceAccountName'] ?? 'default';
    const sources = [{ serviceAccountToken: { expirationSeconds: 3607, path: 'token' } }, { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } }];
    // A pod that wants no token is given none.
    if (spec['automountServiceAccountToken'] !== false) {
      for (const container of ['containers', 'initContainers'].flatMap((list) => listAt(spec, list))) container['volumeMounts'] = [...listAt(container, 'volumeMounts'), { ...token }];
      spec['volumes'] = [...listAt(spec, 'volumes'), { name: token.name, projected: { defaultMode: 420, sources } }];
    }
    Object.assign(spec, { nodeName: node.name, serviceAccount: account, serviceAccountName: account, ...priorityOf(spec, folder) });
    spec['tolerations'] = [...listAt(spec, 'tolerations'), ...['not-ready', 'unreachable'].map((key) => ({ key: `node.kubernetes.io/${key}`, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 }))];
  },
};

/** What the API server writes of a pod's priority: that of its class. Nothing where the class is not in the folder. */
function priorityOf(spec: Fields, folder: WrittenFolder): Fields {
  const usual = { preemptionPolicy: 'PreemptLowerPriority', priority: 0 };
  if (spec['priorityClassName'] === undefined) return usual;
  const own = ofKind(folder, 'PriorityClass').find(({ object }) => mapAt(object, 'metadata')?.['name'] === spec['priorityClassName'])?.object;
  return own === undefined ? {} : { preemptionPolicy: own['preemptionPolicy'] ?? usual.preemptionPolicy, priority: own['value'] ?? usual.priority };
}

/** How an object of a kind is doing; kinds without a state are not here. */
const statuses: Readonly<Record<string, (object: Fields) => Fields>> = {
  Pod: (object) => ({
    phase: 'Running', qosClass: 'Burstable', startTime: madeAtTime, hostIP: node.ip, podIP: node.podIp, podIPs: [{ ip: node.podIp }],
    conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: madeAtTime }],
    containerStatuses: listAt(object, 'spec', 'containers').map(({ name, image }) => ({ name, image, ready: true, restartCount: 0, started: true, state: { running: { startedAt: madeAtTime } } })),
  }),
  Deployment: (object) => {
    const replicas = mapAt(object, 'spec')?.['replicas'];
    return {
      observedGeneration: 1, replicas, readyReplicas: replicas, updatedReplicas: replicas, availableReplicas: replicas,
      conditions: [{ type: 'Available', status: 'True', reason: 'MinimumReplicasAvailable', lastTransitionTime: madeAtTime }],
    };
  },
  Service: () => ({ loadBalancer: {} }),
  Ingress: () => ({ loadBalancer: { ingress: [{ ip: node.ip }] } }),
  PersistentVolume: () => ({ phase: 'Bound', lastPhaseTransitionTime: madeAtTime }),
  PersistentVolumeClaim: (object) => ({ phase: 'Bound', accessModes: mapAt(object, 'spec')?.['accessModes'], capacity: mapAt(object, 'spec', 'resources', 'requests') }),
  PodDisruptionBudget: () => ({ currentHealthy: 2, desiredHealthy: 1, disruptionsAllowed: 1, expectedPods: 2, observedGeneration: 1 }),
};

/** What the controllers have made of a Deployment: they make it anew of the Deployment itself. */
function madeForDeployment(deployment: Fields): Fields[] {
  if (deployment['kind'] !== 'Deployment') return [];
  const { name, namespace } = mapAt(deployment, 'metadata') ?? {};
  const { replicas, selector, template } = copy(mapAt(deployment, 'spec') ?? {});
  const labels = mapAt(template, 'metadata', 'labels');
  const ofSet = { name: `${String(name)}-7c9d5b6f44`, namespace, labels, ownerReferences: [ownerOf(deployment)] };
  const set: Fields = { apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: ofSet, spec: { replicas, selector, template }, status: { replicas } };
  Object.assign(ofSet, serversOwn(set));
  const ofPod = { name: `${ofSet.name}-4xk9p`, namespace, labels, ownerReferences: [ownerOf(set)] };
  const pod: Fields = { apiVersion: 'v1', kind: 'Pod', metadata: ofPod, spec: copy(mapAt(template, 'spec')) };
  Object.assign(ofPod, serversOwn(pod));
  return [set, { ...pod, status: statuses['Pod']?.(pod) }];
}

function ownerOf(object: Fields): Fields {
  const { apiVersion, kind } = object;
  return { apiVersion, kind, name: mapAt(object, 'metadata')?.['name'], uid: uidOf(object), controller: true, blockOwnerDeletion: true };
}

/** What the cluster puts into the namespace `default` by itself. */
function clustersOwn(): Fields[] {
  const own = (kind: string, name: string, rest: Fields): Fields => {
    const object: Fields = { apiVersion: 'v1', kind, ...rest };
    return { ...object, metadata: { name, namespace: 'default', ...serversOwn({ ...object, metadata: { name } }) } };
  };
  return [
    own('ConfigMap', 'kube-root-ca.crt', { data: { 'ca.crt': '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n' } }),
    own('ServiceAccount', 'default', {}),
    own('Service', 'kubernetes', { spec: { clusterIP: '10.96.0.1', clusterIPs: ['10.96.0.1'], type: 'ClusterIP', ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: 6443 }] }, status: { loadBalancer: {} } }),
  ];
}
