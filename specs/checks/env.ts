import type { Given, Manifest } from '../../harness/lesson/given.ts';

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
  const entry = entryOf(workload, name, of);
  if (entry !== undefined) {
    const { secretKeyRef: secret, configMapKeyRef: configMap } = entry.valueFrom ?? {};
    if (secret !== undefined) return valueIn(given, 'Secret', secret);
    if (configMap !== undefined) return valueIn(given, 'ConfigMap', configMap);
    const { value = '' } = entry;
    // What is put together from other variables is known only there, too.
    return entry.valueFrom !== undefined || value.includes('$(') ? undefined : value;
  }
  // The last one counts.
  for (const { prefix = '', secretRef, configMapRef } of (workload.get<EnvFrom[]>(`${of}.envFrom`) ?? []).toReversed()) {
    if (!name.startsWith(prefix)) continue;
    const key = name.slice(prefix.length);
    const value = (secretRef && valueIn(given, 'Secret', { ...secretRef, key })) ?? (configMapRef && valueIn(given, 'ConfigMap', { ...configMapRef, key }));
    if (value !== undefined) return value;
  }
  return undefined;
}

function entryOf(workload: Manifest, name: string, of: string): EnvEntry | undefined {
  return workload.get<EnvEntry[]>(`${of}.env`)?.findLast((each) => each.name === name);
}

function valueIn(given: Given, kind: 'Secret' | 'ConfigMap', { name = '', key }: KeyRef): string | undefined {
  const object = given.manifests.find(kind, name);
  const plain = object?.get<Record<string, string>>('stringData')?.[key];
  const data = object?.get<Record<string, string>>('data')?.[key];
  if (plain !== undefined || data === undefined) return plain;
  return kind === 'Secret' ? Buffer.from(data, 'base64').toString() : data;
}
