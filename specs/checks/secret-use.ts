import type { Manifest } from '../../harness/lesson/given.ts';
import { isMap, mapsIn } from '../../harness/values/field-path.ts';

/** The list of a pod's spec, or of an account, that names Secrets to pull images with. */
const pullSecrets = 'imagePullSecrets';
/** Fields of a pod's spec whose map names a Secret by `name`; volumes name it by `secretName`. */
const byName = ['secret', 'secretKeyRef', 'secretRef'];

/** Where an object's pods use a Secret, or a ServiceAccount's do: the path of its name there; undefined when they do not. */
export function useOfSecret(manifest: Manifest, secret: string): string | undefined {
  return find(manifest.object, '', secret);
}

function find(value: unknown, path: string, secret: string): string | undefined {
  if (Array.isArray(value)) return first(value.map((each, n) => [each, `${path}[${n}]`] as const), secret);
  if (!isMap(value)) return undefined;
  if (value['secretName'] === secret) return `${path}.secretName`;
  const pulls = mapsIn(value[pullSecrets]).findIndex(({ name }) => name === secret);
  if (pulls >= 0) return `${path === '' ? '' : `${path}.`}${pullSecrets}[${pulls}].name`;
  const named = byName.find((key) => isMap(value[key]) && value[key]['name'] === secret);
  if (named !== undefined) return `${path}.${named}.name`;
  return first(Object.entries(value).map(([key, each]) => [each, path === '' ? key : `${path}.${key}`] as const), secret);
}

function first(values: readonly (readonly [value: unknown, path: string])[], secret: string): string | undefined {
  for (const [value, path] of values) {
    const found = find(value, path, secret);
    if (found !== undefined) return found;
  }
  return undefined;
}
