import type { Given, Manifest } from '../../harness/lesson/given.ts';
import { formatPath } from '../../harness/values/field-path.ts';

/** Path of the first container of a workload's pods: what checks look at where their caller names no other. */
export const container = 'spec.template.spec.containers[0]';

/** A key of a Secret or ConfigMap. */
interface KeyRef {
  name?: string;
  key: string;
}

interface EnvEntry {
  name: string;
  value?: string;
  valueFrom?: { secretKeyRef?: KeyRef; configMapKeyRef?: KeyRef };
}

interface EnvFrom {
  prefix?: string;
  secretRef?: { name?: string };
  configMapRef?: { name?: string };
}

/** The path of an environment variable of a container. */
export function envField(name: string, of = container): string {
  return `${of}.env[${name}]`;
}

/** Whether a container has an environment variable, by itself or with all that a Secret or ConfigMap has; an empty one is none. */
export function hasEnv(given: Given, workload: Manifest, name: string, of = container): boolean {
  const entry = entryOf(workload, name, of);
  return entry?.valueFrom !== undefined || (entry?.value ?? envValue(given, workload, name, of) ?? '') !== '';
}

/**
 * The value of an environment variable, also where it comes from a Secret or ConfigMap of the folder; undefined where there
 * is none, or where it is known only when the container runs.
 *
 * @param of the path of the container
 */
export function envValue(given: Given, workload: Manifest, name: string, of = container): string | undefined {
  return valueAmong(given, workload, of, name, workload.get<EnvEntry[]>(`${of}.env`) ?? []);
}

/** The value of a variable where only these entries of `env` stand before the one that asks. */
function valueAmong(given: Given, workload: Manifest, of: string, name: string, entries: readonly EnvEntry[]): string | undefined {
  // The last one counts.
  const index = entries.findLastIndex((each) => each.name === name);
  const entry = entries[index];
  if (entry === undefined) return valueOfWhole(given, workload, of, name);
  const { secretKeyRef: secret, configMapKeyRef: configMap } = entry.valueFrom ?? {};
  if (secret !== undefined) return valueIn(given, 'Secret', secret);
  if (configMap !== undefined) return valueIn(given, 'ConfigMap', configMap);
  if (entry.valueFrom !== undefined) return undefined;
  return expanded(entry.value ?? '', (other) => valueAmong(given, workload, of, other, entries.slice(0, index)));
}

/** `$(NAME)` is replaced by what stands before it, `$$` means `$`. Undefined where a name is known only when the container runs. */
function expanded(value: string, valueOf: (name: string) => string | undefined): string | undefined {
  // What is split at stands at the odd places.
  const parts = value.split(/(\$\$|\$\([^)]+\))/).map((part, n) => (n % 2 === 0 ? part : part === '$$' ? '$' : valueOf(part.slice(2, -1))));
  return parts.includes(undefined) ? undefined : parts.join('');
}

/** The value that a Secret or ConfigMap gives to a variable which is taken as a whole with `envFrom`. */
function valueOfWhole(given: Given, workload: Manifest, of: string, name: string): string | undefined {
  for (const { prefix = '', secretRef, configMapRef } of (workload.get<EnvFrom[]>(`${of}.envFrom`) ?? []).toReversed()) {
    if (!name.startsWith(prefix)) continue;
    const key = name.slice(prefix.length);
    const value = (secretRef && valueIn(given, 'Secret', { ...secretRef, key })) ?? (configMapRef && valueIn(given, 'ConfigMap', { ...configMapRef, key }));
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Whether the value of a variable names another one that nothing in front of it sets: then `$(NAME)` is left as it is written. */
export function namesNoVariable(given: Given, workload: Manifest, name: string, of = container): boolean {
  const entries = workload.get<EnvEntry[]>(`${of}.env`) ?? [];
  const index = entries.findLastIndex((each) => each.name === name);
  const before = entries.slice(0, Math.max(0, index)).map((each) => each.name);
  const names = [...(entries[index]?.value ?? '').matchAll(/(?<!\$)\$\(([^)]+)\)/g)].map(([, each = '']) => each);
  const sources = workload.get<EnvFrom[]>(`${of}.envFrom`) ?? [];
  const isKnown = sources.every((source) => objectOf(given, source) !== undefined);
  // Addresses of Services are variables too.
  return isKnown && names.some((each) => !before.includes(each) && valueOfWhole(given, workload, of, each) === undefined && !/_(SERVICE_(HOST|PORT.*)|PORT(_.*)?)$/.test(each));
}

/** Where a variable of a container is written: by itself, as a key of the object whose keys are all taken, or, where nothing sets it, the list that lacks it. */
export function envOrigin(given: Given, workload: Manifest, name: string, of = container): { on: Manifest; field: string } {
  const sources = workload.get<EnvFrom[]>(`${of}.envFrom`);
  if (entryOf(workload, name, of) !== undefined || sources === undefined) return { on: workload, field: envField(name, of) };
  for (const source of sources.toReversed()) {
    const { prefix = '' } = source;
    const key = name.slice(prefix.length);
    const object = name.startsWith(prefix) ? objectOf(given, source) : undefined;
    const part = ['stringData', 'data'].find((each) => object?.get<Record<string, unknown>>(each)?.[key] !== undefined);
    if (object !== undefined && part !== undefined) return { on: object, field: formatPath([{ key: part }, { key }]) };
  }
  return { on: workload, field: `${of}.envFrom` };
}

/** The object whose keys a source takes; undefined where the folder has none of that name. */
function objectOf(given: Given, { secretRef, configMapRef }: EnvFrom): Manifest | undefined {
  return given.manifests.find(secretRef === undefined ? 'ConfigMap' : 'Secret', (secretRef ?? configMapRef)?.name ?? '');
}

function entryOf(workload: Manifest, name: string, of: string): EnvEntry | undefined {
  return workload.get<EnvEntry[]>(`${of}.env`)?.findLast((each) => each.name === name);
}

/** The value of a key of a Secret or ConfigMap of the folder; undefined where either is missing. */
export function valueIn(given: Given, kind: 'Secret' | 'ConfigMap', { name = '', key }: KeyRef): string | undefined {
  const object = given.manifests.find(kind, name);
  const plain = object?.get<Record<string, string>>('stringData')?.[key];
  const data = object?.get<Record<string, string>>('data')?.[key];
  if (plain !== undefined || data === undefined) return plain;
  return kind === 'Secret' ? Buffer.from(data, 'base64').toString() : data;
}
