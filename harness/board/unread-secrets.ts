import type { Container, KubeObject, Pod } from '../client/objects.ts';
import { podSpecOf } from '../client/pod-spec.ts';

type PodSpec = NonNullable<Pod['spec']>;

/**
 * Secrets that the workloads of a namespace name, with the keys that they name and nothing in them: the board reads no Secret. One that is not
 * there keeps its pods from starting, and that is seen.
 */
export function unreadSecrets(objects: readonly KubeObject[]): KubeObject[] {
  const keys = new Map<string, Set<string>>();
  const named = (name: string | undefined, ...more: (string | undefined)[]): void => {
    if (name === undefined) return;
    const known = keys.get(name) ?? new Set<string>();
    keys.set(name, known);
    for (const key of more) if (key !== undefined) known.add(key);
  };
  for (const spec of objects.flatMap((object) => (podSpecOf(object) as PodSpec | undefined) ?? [])) {
    for (const { env = [], envFrom = [] } of [...spec.containers, ...(spec.initContainers ?? [])] as Container[]) {
      for (const { valueFrom } of env) named(valueFrom?.secretKeyRef?.name, valueFrom?.secretKeyRef?.key);
      for (const { secretRef } of envFrom) named(secretRef?.name);
    }
    for (const { secret, projected } of spec.volumes ?? []) {
      named(secret?.secretName, ...(secret?.items ?? []).map(({ key }) => key));
      for (const { secret: source } of projected?.sources ?? []) named(source?.name, ...(source?.items ?? []).map(({ key }) => key));
    }
    for (const { name } of spec.imagePullSecrets ?? []) named(name);
  }
  return [...keys].map(([name, of]) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name }, data: Object.fromEntries([...of].map((key) => [key, ''])) } as KubeObject));
}
