import { ownProperty } from '../../values/own-property.ts';
import { kindNamed } from '../../client/kinds.ts';
import { isMap, parsePath, removeAt, valueAt } from '../../values/field-path.ts';

type Fields = Record<string, unknown>;

/** An object without what an API server wrote into it. */
export interface Unexported {
  value: Fields;
  /** Paths of what was left out and is no empty form of `kubectl create --dry-run`. */
  left: string[];
  /** Who makes the object, when somebody does: then it is none of the learner's. */
  madeBy?: string;
}

/** What the server alone writes, whatever the kind: an apply that brings them is refused, or takes them for a demand. */
const ofAll = ['metadata.uid', 'metadata.resourceVersion', 'metadata.generation', 'metadata.creationTimestamp', 'metadata.deletionTimestamp',
  'metadata.deletionGracePeriodSeconds', 'metadata.selfLink', 'metadata.managedFields', 'metadata.ownerReferences', 'status'];

/** Annotations of kubectl and of controllers about what they did: on another object they would be untrue. */
const annotations = ['kubectl.kubernetes.io/last-applied-configuration', 'deployment.kubernetes.io/revision', 'pv.kubernetes.io/bind-completed',
  'pv.kubernetes.io/bound-by-controller', 'pv.kubernetes.io/provisioned-by', 'volume.beta.kubernetes.io/storage-provisioner',
  'volume.kubernetes.io/storage-provisioner', 'volume.kubernetes.io/selected-node', 'kubernetes.io/psp', 'batch.kubernetes.io/job-tracking'];

/** Finalizers that the server puts on by itself. */
const protection = ['kubernetes.io/pvc-protection', 'kubernetes.io/pv-protection', 'foregroundDeletion', 'orphan'];

/** Labels by which the Job controller tells the pods of one Job from those of another. */
const jobLabels = ['controller-uid', 'batch.kubernetes.io/controller-uid', 'job-name', 'batch.kubernetes.io/job-name'];

/** Objects that the cluster itself puts into a namespace. */
const clustersOwn = ['ConfigMap/kube-root-ca.crt', 'Service/kubernetes', 'ServiceAccount/default', 'Endpoints/kubernetes', 'EndpointSlice/kubernetes'];

/**
 * Takes out what an API server has written: what `kubectl get -o yaml` shows is then as good as what was applied, as it is to
 * kubectl. The value itself stays as it was.
 */
export function unexported(written: Fields): Unexported {
  const value = structuredClone(written);
  const left: string[] = [];
  const drop = (path: string): void => {
    const found = valueAt(value, parsePath(path));
    if (found === undefined) return;
    removeAt(value, parsePath(path));
    // `kubectl create --dry-run=client -o yaml` writes these, and nothing into them.
    if (found !== null && !(isMap(found) && Object.keys(found).length === 0)) left.push(path);
  };
  const exported = ['metadata.uid', 'metadata.resourceVersion', 'metadata.managedFields'].some((path) => valueAt(value, parsePath(path)) !== undefined);
  const madeBy = exported ? makerOf(value) : undefined;
  const boundByController = annotation(value, 'pv.kubernetes.io/bound-by-controller') !== undefined;
  ownProperty(ofKind, String(value['kind']))?.(value, drop, { exported, boundByController });
  for (const path of ofAll) drop(path);
  for (const key of annotations) drop(`metadata.annotations['${key}']`);
  dropEmpty(value, 'metadata.annotations');
  dropFinalizers(value, drop);
  const pods = kindNamed(String(value['kind']))?.podSpec;
  // The old name of the field, which the server writes beside the one of today.
  if (pods !== undefined && exported && at(value, `${pods}.serviceAccount`) === at(value, `${pods}.serviceAccountName`)) drop(`${pods}.serviceAccount`);
  if (pods?.endsWith('.spec') === true) drop(`${pods.slice(0, -'.spec'.length)}.metadata.creationTimestamp`);
  return { value, left, ...(madeBy === undefined ? {} : { madeBy }) };
}

type ChangeOfKind = (value: Fields, drop: (path: string) => void, seen: { exported: boolean; boundByController: boolean }) => void;

const ofKind: Record<string, ChangeOfKind> = {
  Service: (value, drop, { exported }) => {
    // An address of the cluster's, which belongs to one Service at a time; `None` is a learner's choice.
    if (at(value, 'spec.clusterIP') !== 'None') drop('spec.clusterIP');
    drop('spec.clusterIPs');
    if (exported) for (const path of ['spec.healthCheckNodePort', 'spec.ipFamilies']) drop(path);
  },
  PersistentVolumeClaim: (_, drop, { boundByController }) => {
    if (boundByController) drop('spec.volumeName');
  },
  PersistentVolume: (_, drop, { exported, boundByController }) => {
    if (boundByController) drop('spec.claimRef');
    else if (exported) for (const field of ['uid', 'resourceVersion']) drop(`spec.claimRef.${field}`);
  },
  Pod: (value, drop, { exported }) => {
    if (exported) dropSchedulers(value, drop);
  },
  StatefulSet: (value, drop) => {
    for (const [n] of listAt(value, 'spec.volumeClaimTemplates').entries()) for (const field of ['status', 'metadata.creationTimestamp']) drop(`spec.volumeClaimTemplates[${n}].${field}`);
  },
  Job: (value, drop, { exported }) => {
    if (!exported || at(value, 'spec.manualSelector') === true) return;
    drop('spec.selector');
    for (const label of jobLabels) for (const labels of ['metadata.labels', 'spec.template.metadata.labels']) drop(`${labels}['${label}']`);
  },
};

/** Seconds for which a pod stays on a node that is gone, as admission (DefaultTolerationSeconds) writes it into every pod. */
const stays = 300;

/**
 * What a pod has from the scheduler, from admission and from `kubectl debug`: a node, its priority, tolerations, the mount of its account's token,
 * containers that no new pod may have.
 */
function dropSchedulers(value: Fields, drop: (path: string) => void): void {
  drop('spec.nodeName');
  drop('spec.ephemeralContainers');
  // Of the class that the pod names: the server computes both, and refuses others.
  if (at(value, 'spec.priorityClassName') !== undefined) for (const field of ['priority', 'preemptionPolicy']) drop(`spec.${field}`);
  const isAdmissions = ({ key, operator, effect, tolerationSeconds }: Fields): boolean =>
    /^node\.kubernetes\.io\/(not-ready|unreachable)$/.test(String(key)) && operator === 'Exists' && effect === 'NoExecute' && tolerationSeconds === stays;
  for (const [n, toleration] of [...listAt(value, 'spec.tolerations').entries()].reverse()) if (isAdmissions(toleration)) drop(`spec.tolerations[${n}]`);
  dropEmpty(value, 'spec.tolerations');
  // A pod that wants no token has been given none: whoever writes the volume all the same asks for one.
  if (at(value, 'spec.automountServiceAccountToken') !== false) dropToken(value, drop);
}

/** The volume with the token of its account that admission gives to a pod, and its mounts. */
function dropToken(value: Fields, drop: (path: string) => void): void {
  const names = listAt(value, 'spec.volumes').map((volume) => String(volume['name'])).filter((name) => name.startsWith('kube-api-access-') || /^default-token-\w{5}$/.test(name));
  for (const name of names) {
    for (const list of ['spec.containers', 'spec.initContainers']) {
      for (const [n, container] of listAt(value, list).entries()) {
        const mount = listAt(container, 'volumeMounts').findIndex((each) => each['name'] === name);
        if (mount >= 0) drop(`${list}[${n}].volumeMounts[${mount}]`);
        dropEmpty(value, `${list}[${n}].volumeMounts`);
      }
    }
    drop(`spec.volumes[${listAt(value, 'spec.volumes').findIndex((volume) => volume['name'] === name)}]`);
  }
  dropEmpty(value, 'spec.volumes');
}

function dropFinalizers(value: Fields, drop: (path: string) => void): void {
  const finalizers = at(value, 'metadata.finalizers');
  if (!Array.isArray(finalizers) || !finalizers.every((each) => protection.includes(String(each)))) return;
  drop('metadata.finalizers');
}

/** The object, or the cluster itself, that made this one. */
function makerOf(value: Fields): string | undefined {
  const [owner] = listAt(value, 'metadata.ownerReferences').filter((each) => each['controller'] === true);
  if (owner !== undefined) return `${String(owner['kind'])}/${String(owner['name'])}`;
  return clustersOwn.includes(`${String(value['kind'])}/${String(at(value, 'metadata.name'))}`) ? '' : undefined;
}

function annotation(value: Fields, key: string): unknown {
  return at(value, `metadata.annotations['${key}']`);
}

function at(value: Fields, path: string): unknown {
  return valueAt(value, parsePath(path));
}

function listAt(value: Fields, path: string): Fields[] {
  const list = at(value, path);
  return Array.isArray(list) ? list.filter(isMap) : [];
}

function dropEmpty(value: Fields, path: string): void {
  const found = at(value, path);
  if ((Array.isArray(found) && found.length === 0) || (isMap(found) && Object.keys(found).length === 0)) removeAt(value, parsePath(path));
}
