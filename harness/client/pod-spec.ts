import { isMap, parsePath, valueAt } from '../values/field-path.ts';
import { kindNamed } from './kinds.ts';

/** The spec of the pods that an object makes or is; undefined for other kinds. */
export function podSpecOf(object: object): Record<string, unknown> | undefined {
  const path = kindNamed(String((object as { kind?: unknown }).kind))?.podSpec;
  const found = path === undefined ? undefined : valueAt(object, parsePath(path));
  return isMap(found) ? found : undefined;
}
