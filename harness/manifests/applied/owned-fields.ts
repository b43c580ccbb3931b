import { isDeepStrictEqual } from 'node:util';
import { isMap } from '../../values/field-path.ts';

type Fields = Record<string, unknown>;

/** An entry of `metadata.managedFields`. */
export interface ManagedFields {
  manager?: string;
  operation?: string;
  subresource?: string;
  fieldsV1?: Fields;
}

/**
 * Takes over from a live object what one of its field managers owns, into `written`, in place. The form of `fieldsV1` is that of
 * structured-merge-diff: `f:` is a key of a map, `k:` an element of a list by its keys, `v:` a value of a set.
 */
export function addOwned(written: Fields, live: Fields, owned: Fields): void {
  for (const [key, inner] of Object.entries(owned)) {
    if (!key.startsWith('f:') || !isMap(inner)) continue;
    const name = key.slice('f:'.length);
    if (!Object.hasOwn(live, name)) continue;
    written[name] = merged(written[name], live[name], inner);
  }
}

function merged(written: unknown, live: unknown, owned: Fields): unknown {
  const parts = Object.keys(owned).filter((key) => key !== '.');
  if (parts.length === 0) return '.' in owned ? (written ?? structuredClone(live)) : structuredClone(live);
  if (Array.isArray(live)) return mergedList(Array.isArray(written) ? written : [], live, owned);
  if (!isMap(live)) return live;
  const map: Fields = isMap(written) ? written : {};
  addOwned(map, live, owned);
  return map;
}

function mergedList(written: unknown[], live: readonly unknown[], owned: Fields): unknown[] {
  const list = [...written];
  for (const [key, inner] of Object.entries(owned)) {
    const wanted = identityOf(key);
    if (wanted === undefined || !isMap(inner)) continue;
    const element = live.find((each) => fits(each, wanted));
    if (element === undefined) continue;
    const at = list.findIndex((each) => fits(each, wanted));
    if (!isMap(element)) {
      if (at < 0) list.push(element);
      continue;
    }
    const known = list[at];
    // The keys tell the element, whether or not this manager has written them itself.
    const map: Fields = isMap(known) ? known : { ...(isMap(wanted) ? wanted : {}) };
    addOwned(map, element, inner);
    if (at < 0) list.push(map);
  }
  return list;
}

/** What tells an element of a list from the others; undefined for the list itself. */
function identityOf(key: string): unknown {
  const [, how, text = ''] = /^([kv]):(.*)$/s.exec(key) ?? [];
  return how === undefined ? undefined : (JSON.parse(text) as unknown);
}

function fits(element: unknown, wanted: unknown): boolean {
  if (!isMap(wanted)) return isDeepStrictEqual(element, wanted);
  return isMap(element) && Object.entries(wanted).every(([key, value]) => isDeepStrictEqual(element[key], value));
}
