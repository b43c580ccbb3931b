import { isMap } from '../values/field-path.ts';
import { kindNamed } from './kinds.ts';

/** Fields that hold maps, and fields that hold lists of them, in every object that has them. */
const maps = ['metadata.labels', 'metadata.annotations', 'spec', 'status', 'data'];
const lists = ['metadata.ownerReferences', 'metadata.managedFields', 'status.conditions', 'status.containerStatuses', 'status.initContainerStatuses', 'status.ephemeralContainerStatuses', 'spec.ports', 'spec.rules', 'endpoints'];
/** Maps without which the API server takes no object of the kind. */
const always: Readonly<Record<string, string>> = { Event: 'involvedObject', Service: 'spec', PersistentVolume: 'spec', PersistentVolumeClaim: 'spec' };

/**
 * Whether what was answered can be an object of a kind: it has a name, and its fields have the types with which whoever reads it
 * reckons. A proxy, or a server of few lines, may send something else, and nothing that a manifest holds is to blame for it.
 */
export function isWellFormed(kind: string, object: unknown): boolean {
  if (!isMap(object) || !isMap(object['metadata']) || typeof object['metadata']['name'] !== 'string') return false;
  if (typeof object['kind'] === 'string' && object['kind'] !== kind) return false;
  const at = (path: string): unknown => path.split('.').reduce<unknown>((here, key) => (isMap(here) ? here[key] : undefined), object);
  if (maps.some((path) => !isAbsent(at(path)) && !isMap(at(path)))) return false;
  if (lists.some((path) => !isAbsent(at(path)) && !isListOfMaps(at(path)))) return false;
  const { podSpec } = kindNamed(kind) ?? {};
  if (podSpec !== undefined && !isListOfMaps(at(`${podSpec}.containers`))) return false;
  const needed = always[kind];
  return needed === undefined || isMap(at(needed));
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

function isListOfMaps(value: unknown): boolean {
  return Array.isArray(value) && value.every(isMap);
}
