import { mapsIn } from '../values/field-path.ts';
import { show } from '../text/show.ts';
import { texts } from '../text/texts.ts';
import { aboutAccounts, type AccountKind } from './account-objects.ts';
import { fieldsOf, says, type Fields, type Offence } from './offence.ts';

const t = texts.fence;

/** Where a PersistentVolume may keep its data: a folder of the node, which is moved into that of the run. */
const ownVolumeSources = new Set(['hostPath']);

/** Fields of a PersistentVolume's spec that say something else than where its data is. */
const aboutVolumes = new Set(['accessModes', 'capacity', 'claimRef', 'mountOptions', 'nodeAffinity', 'persistentVolumeReclaimPolicy', 'storageClassName', 'volumeAttributesClassName', 'volumeMode']);

/** Annotations of an Ingress that put text into a controller's configuration, or send its own requests elsewhere. */
const strongAnnotations = /(?:snippet|auth-url|auth-signin|mirror-target|proxy-ssl-secret|auth-tls-secret|satisfy|permanent-redirect|temporal-redirect|upstream-vhost)$/;

/** What an object other than a pod does beyond its own namespace. */
export function beyondAnObject(object: Fields, services: ReadonlySet<string>, accountKinds: readonly AccountKind[] = []): Offence[] {
  const spec = fieldsOf(object['spec']);
  switch (object['kind']) {
    case 'Service': return ofService(spec, services);
    case 'Endpoints':
    case 'EndpointSlice': return [{ field: '', allowance: 'network', observed: t.endpoints(object['kind']) }];
    case 'PersistentVolume': return ofVolume(spec);
    case 'Ingress': return ofIngress(object);
    case 'Namespace': return ofNamespace(object);
    case 'Secret': return object['type'] === 'kubernetes.io/service-account-token' ? [{ field: 'type', allowance: 'accounts', observed: t.tokenSecret }] : [];
    default: return aboutAccounts(object, accountKinds);
  }
}

function ofService(spec: Fields, services: ReadonlySet<string>): Offence[] {
  const offences: Offence[] = [];
  if (says(spec['externalIPs'])) offences.push({ field: 'spec.externalIPs', allowance: 'network', observed: t.externalIPs });
  const { externalName } = spec;
  if (spec['type'] === 'ExternalName' && !(typeof externalName === 'string' && isOwnName(externalName, services))) {
    offences.push({ field: 'spec.externalName', allowance: 'network', observed: t.externalName(show(externalName)) });
  }
  return offences;
}

/** Whether a DNS name leads to a Service of the folder itself. */
function isOwnName(name: string, services: ReadonlySet<string>): boolean {
  const [service = '', namespace = 'default', ...rest] = name.replace(/\.$/, '').split('.');
  return services.has(service) && namespace === 'default' && ['', 'svc', 'svc.cluster.local'].includes(rest.join('.'));
}

function ofVolume(spec: Fields): Offence[] {
  return Object.keys(spec).filter((key) => !aboutVolumes.has(key) && !ownVolumeSources.has(key) && spec[key] !== null).map((source) => (source === 'local'
    ? { field: 'spec.local', allowance: 'host-path', observed: t.folderOfNode(show(fieldsOf(spec['local'])['path'])) }
    : { field: `spec.${source}`, allowance: 'storage', observed: t.storage(source) }));
}

function ofIngress(object: Fields): Offence[] {
  const annotations = fieldsOf(fieldsOf(object['metadata'])['annotations']);
  return Object.keys(annotations).filter((name) => strongAnnotations.test(name))
    .map((name) => ({ field: `metadata.annotations['${name}']`, allowance: 'network', observed: t.annotation(name) }));
}

/** A Namespace of the folder lends its labels to that of the run: they must not open it. */
function ofNamespace(object: Fields): Offence[] {
  const labels = fieldsOf(fieldsOf(object['metadata'])['labels']);
  const name = 'pod-security.kubernetes.io/enforce';
  return labels[name] === 'privileged' ? [{ field: `metadata.labels['${name}']`, allowance: 'privileged', observed: t.rights(`${name}: privileged`) }] : [];
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
    if (['containers', 'initContainers', 'ephemeralContainers'].some((list) => mapsIn(fields[list]).length > 0)) {
      found.push({ pod: fields, path });
      return;
    }
    for (const [key, inner] of Object.entries(fields)) if (typeof inner === 'object') look(inner, path === '' ? key : `${path}.${key}`, depth + 1);
  };
  look(object['spec'] ?? object['template'], object['spec'] === undefined ? 'template' : 'spec', 0);
  return found;
}

/** Annotations of pods that took the place of fields before 1.30: without AppArmor's confinement. */
export function unconfinedAnnotations(object: Fields): Offence[] {
  const offences: Offence[] = [];
  const look = (value: unknown, path: string, depth: number): void => {
    if (depth > 12) return;
    for (const [key, inner] of Object.entries(fieldsOf(value))) {
      if (key === 'annotations') {
        for (const [name, said] of Object.entries(fieldsOf(inner))) {
          if (/^container\.(?:apparmor|seccomp)\.security\.(?:beta|alpha)\.kubernetes\.io\//.test(name) && said === 'unconfined') {
            offences.push({ field: `${path}annotations['${name}']`, allowance: 'privileged', observed: t.rights(`${name}: unconfined`) });
          }
        }
      } else if (typeof inner === 'object') look(inner, `${path}${key}.`, depth + 1);
    }
  };
  look(object, '', 0);
  return offences;
}
