import { kindNamed } from '../client/kinds.ts';
import { isMap, mapsIn, parsePath, valueAt } from '../values/field-path.ts';

type Fields = Record<string, unknown>;

/** The labels of the pods that an object makes or is; undefined for other kinds. */
export function podLabelsOf(object: object): Fields | undefined {
  const path = kindNamed(String((object as Fields)['kind']))?.podSpec;
  if (path === undefined) return undefined;
  const found = valueAt(object, [...parsePath(path).slice(0, -1), { key: 'metadata' }, { key: 'labels' }]);
  return isMap(found) ? found : {};
}

/** The containers of pods, init containers included. */
export function containersOf(pod: Fields): Fields[] {
  return [...mapsIn(pod['initContainers']), ...mapsIn(pod['containers'])];
}
