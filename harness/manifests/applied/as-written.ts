import { isDeepStrictEqual } from 'node:util';
import type { KubeObject } from '../../client/objects.ts';
import { isMap } from '../../values/field-path.ts';
import { unexported } from '../reading/exported.ts';
import { addOwned, type ManagedFields } from './owned-fields.ts';

type Fields = Record<string, unknown>;

/** What `kubectl apply` has noted of the file. */
export const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/** The manager of a client-side apply: after a create it owns every default too, and the annotation knows better. */
const clientSide = 'kubectl-client-side-apply';

/** Managers that are no people: those of Kubernetes itself, of controllers and provisioners. */
const machines = /^kube(?:let|-.*)$|controller|provisioner|operator|scheduler|traefik|nginx/;

/** An object of a namespace as its author wrote it; undefined where nobody did: a controller, or the cluster, has made it. */
export interface Written {
  object: KubeObject;
  /** Where that is known from. `live`: from the object alone, so that defaults of the server are in it. */
  from: 'last-applied' | 'managed-fields' | 'live';
}

/**
 * Reduces a live object to what a person has written: what `kubectl apply` noted, as it is now and with what was changed
 * since by other commands (`kubectl set image`, `scale`, `edit`); else what its field managers say; else the object without
 * what the server alone writes.
 */
export function asWritten(live: KubeObject): Written | undefined {
  const { value, madeBy } = unexported({ ...live });
  if (madeBy !== undefined) return undefined;
  const noted = notedOf(live);
  const managers = managersOf(live);
  if (noted !== undefined) {
    const written = stillThere(noted, live) as Fields;
    for (const { fieldsV1 = {} } of managers.filter(({ manager, operation }) => manager !== clientSide || operation === 'Apply')) addOwned(written, live as Fields, fieldsV1);
    return { object: identified(written, live), from: 'last-applied' };
  }
  const written: Fields = {};
  for (const { fieldsV1 = {} } of managers) addOwned(written, live as Fields, fieldsV1);
  if (managers.length > 0) return { object: identified(written, live), from: 'managed-fields' };
  return { object: value, from: 'live' };
}

/** What the server has written goes, what every object has stays: neither depends on who owns it. */
function identified(written: Fields, { apiVersion, kind, metadata }: KubeObject): KubeObject {
  const own = isMap(written['metadata']) ? { ...written['metadata'] } : {};
  delete own['namespace'];
  return unexported({ apiVersion, kind, ...written, metadata: { ...own, name: metadata?.name } }).value;
}

function notedOf({ metadata }: KubeObject): Fields | undefined {
  const text = metadata?.annotations?.[lastApplied];
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isMap(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The people among the managers, those that change the state apart. */
function managersOf({ metadata }: KubeObject): ManagedFields[] {
  const all = (metadata as { managedFields?: ManagedFields[] } | undefined)?.managedFields ?? [];
  return all.filter(({ manager = '', operation, subresource = '' }) => subresource !== 'status' && (operation === 'Apply' || !machines.test(manager))).map(textsAsData);
}

/** What a Secret was given as `stringData` is shown as `data`; only the record of its managers still says the other. */
function textsAsData(manager: ManagedFields): ManagedFields {
  const { 'f:stringData': texts, ...fields } = manager.fieldsV1 ?? {};
  if (!isMap(texts)) return manager;
  const data = fields['f:data'];
  return { ...manager, fieldsV1: { ...fields, 'f:data': { ...(isMap(data) ? data : {}), ...texts } } };
}

/** What was noted, as far as it is still there, with the values that it has now. */
function stillThere(noted: unknown, live: unknown, path = ''): unknown {
  if (isMap(noted) && isMap(live)) {
    // A Secret's `stringData` is never shown again: its values are in `data` then.
    return Object.fromEntries(Object.entries(noted).filter(([key]) => Object.hasOwn(live, key) || (path === '' && key === 'stringData')).map(([key, value]) => [key, key in live ? stillThere(value, live[key], `${path}.${key}`) : value]));
  }
  if (Array.isArray(noted) && Array.isArray(live)) return elementsStillThere(noted, live, path);
  // An empty value is not kept by the server (`emptyDir: {}` is, `creationTimestamp: null` is not).
  return structuredClone(live);
}

/** Fields that tell the elements of a list apart, the first that all of them have. */
const keys = ['name', 'mountPath', 'containerPort', 'port', 'key', 'ip', 'host', 'path'];

function elementsStillThere(noted: readonly unknown[], live: readonly unknown[], path: string): unknown[] {
  if (isDeepStrictEqual(noted, live)) return structuredClone([...live]);
  const key = keys.find((each) => tells(each, noted) && tells(each, live));
  if (key === undefined) return noted.length === live.length ? noted.map((each, index) => stillThere(each, live[index], path)) : structuredClone([...live]);
  return noted.flatMap((each) => {
    const same = live.find((other) => isMap(other) && isMap(each) && isDeepStrictEqual(other[key], each[key]));
    return same === undefined ? [] : [stillThere(each, same, path)];
  });
}

function tells(key: string, list: readonly unknown[]): boolean {
  const values = list.map((each) => (isMap(each) ? each[key] : undefined));
  return values.every((value) => value !== undefined) && new Set(values).size === values.length;
}
