import { isDeepStrictEqual } from 'node:util';
import { kindNamed } from '../client/kinds.ts';
import { mapsIn } from '../values/field-path.ts';
import { show } from '../text/show.ts';
import { texts } from '../text/texts.ts';
import { aboutAccounts, type AccountKind } from './account-objects.ts';
import { fieldsOf, says, type Fields, type Offence } from './offence.ts';
import { beyondAClaim } from './claim.ts';
import { beyondRoutes } from './routes.ts';
import { strongAnnotations } from './strong-annotations.ts';

const t = texts.fence;

/** Where a PersistentVolume may keep its data: a folder of the node, which is moved into that of the run. */
const ownVolumeSources = new Set(['hostPath', 'local']);

/** Fields of a PersistentVolume's spec that say something else than where its data is. */
const aboutVolumes = new Set(['accessModes', 'capacity', 'claimRef', 'mountOptions', 'nodeAffinity', 'persistentVolumeReclaimPolicy', 'storageClassName', 'volumeAttributesClassName', 'volumeMode']);

/** Services of the folder, and the namespaces in which they are for the learner: those of the run stand for these. */
export interface OwnServices {
  services: ReadonlySet<string>;
  namespaces: ReadonlySet<string>;
}

/** What an object other than a pod does beyond its own namespace. */
export function beyondAnObject(object: Fields, own: OwnServices, accountKinds: readonly AccountKind[] = []): Offence[] {
  const spec = fieldsOf(object['spec']);
  switch (object['kind']) {
    case 'Service': return [...ofService(spec, own), ...strongAnnotations(object)];
    case 'Endpoints':
    case 'EndpointSlice': return [{ field: '', allowance: 'network', observed: t.endpoints(object['kind']) }];
    case 'PersistentVolume': return ofVolume(spec);
    case 'PersistentVolumeClaim': return beyondAClaim(object, '');
    case 'StatefulSet': return mapsIn(spec['volumeClaimTemplates']).flatMap((claim, n) => beyondAClaim(claim, `spec.volumeClaimTemplates[${n}].`));
    case 'ValidatingAdmissionPolicy': return ofPolicy(spec);
    case 'Ingress': return [...strongAnnotations(object), ...beyondRoutes(object)];
    case 'StorageClass': return ofStorageClass(object);
    case 'Namespace': return ofNamespace(object);
    // What is in them is believed, by tests and by controllers.
    case 'ControllerRevision':
    case 'Event': return [{ field: '', allowance: 'kinds', observed: t.madeByCluster(object['kind']) }];
    default: return aboutAccounts(object, accountKinds);
  }
}

function ofService(spec: Fields, own: OwnServices): Offence[] {
  const offences: Offence[] = [];
  if (says(spec['externalIPs'])) offences.push({ field: 'spec.externalIPs', allowance: 'network', observed: t.externalIPs });
  const { externalName } = spec;
  if (spec['type'] === 'ExternalName' && !(typeof externalName === 'string' && isOwnName(externalName, own))) {
    offences.push({ field: 'spec.externalName', allowance: 'network', observed: t.externalName(show(externalName)) });
  }
  if (says(spec['loadBalancerIP'])) offences.push({ field: 'spec.loadBalancerIP', allowance: 'network', observed: t.loadBalancerIP(show(spec['loadBalancerIP'])) });
  return offences;
}

/** Whether a DNS name leads to a Service of the folder itself. */
function isOwnName(name: string, { services, namespaces }: OwnServices): boolean {
  const [service = '', namespace = 'default', ...rest] = name.replace(/\.$/, '').split('.');
  return services.has(service) && (namespace === 'default' || namespaces.has(namespace)) && ['', 'svc', 'svc.cluster.local'].includes(rest.join('.'));
}

function ofVolume(spec: Fields): Offence[] {
  // The controller manager runs a pod of its own for that, in the namespace `default`.
  const recycled: Offence[] = spec['persistentVolumeReclaimPolicy'] === 'Recycle' ? [{ field: 'spec.persistentVolumeReclaimPolicy', allowance: 'storage', observed: t.recycle }] : [];
  return [...recycled, ...Object.keys(spec).filter((key) => !aboutVolumes.has(key) && !ownVolumeSources.has(key) && spec[key] !== null).map((source): Offence => ({ field: `spec.${source}`, allowance: 'storage', observed: t.storage(source) }))];
}

/** What a policy has for parameters it may quote in its messages: objects of the whole cluster are not its own to read. */
function ofPolicy(spec: Fields): Offence[] {
  const { kind } = fieldsOf(spec['paramKind']);
  return typeof kind !== 'string' || kindNamed(kind)?.namespaced === true ? [] : [{ field: 'spec.paramKind', allowance: 'kinds', observed: t.parameterKind(kind) }];
}

/** A provisioner takes its orders from the parameters of a class: which server, which folder of a node, whose credentials. */
function ofStorageClass(object: Fields): Offence[] {
  return ['parameters', 'mountOptions'].filter((field) => says(object[field]) && !isDeepStrictEqual(object[field], {})).map((field) => ({ field, allowance: 'storage', observed: t.parameters(field) }));
}

/**
 * A Namespace of the folder lends its labels to that of the run: they must not open it, nor may a null take the run's own label away.
 * `privileged` is what a namespace has that says nothing: it does not reach the run's (see `namespaceLabels`).
 */
function ofNamespace(object: Fields): Offence[] {
  const labels = fieldsOf(fieldsOf(object['metadata'])['labels']);
  const name = 'pod-security.kubernetes.io/enforce';
  const level = labels[name];
  const known: readonly unknown[] = [undefined, 'privileged', 'baseline', 'restricted'];
  return known.includes(level) ? [] : [{ field: `metadata.labels['${name}']`, allowance: 'privileged', observed: t.rights(`${name}: ${show(level)}`) }];
}

/** All pods' specs in an object, whatever its kind: maps that have containers. */
export function podsIn(object: Fields): { pod: Fields; path: string }[] {
  const found: { pod: Fields; path: string }[] = [];
  const look = (value: unknown, path: string, depth: number): void => {
    if (depth > 12) return;
    if (Array.isArray(value)) {
      value.forEach((each, n) => { look(each, `${path}[${n}]`, depth + 1); });
      return;
    }
    const fields = fieldsOf(value);
    // Looked through further: containers that stand where nobody reads them must not hide those below.
    if (['containers', 'initContainers', 'ephemeralContainers'].some((list) => mapsIn(fields[list]).length > 0)) found.push({ pod: fields, path });
    for (const [key, inner] of Object.entries(fields)) if (typeof inner === 'object') look(inner, path === '' ? key : `${path}.${key}`, depth + 1);
  };
  for (const [key, value] of Object.entries(object)) if (key !== 'metadata' && key !== 'status') look(value, key, 0);
  return found;
}
