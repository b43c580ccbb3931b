import type { Manifest, Pod } from '../../harness/lesson/given.ts';
import { runningContainers } from './containers.ts';

interface EnvEntry {
  name: string;
  valueFrom?: { fieldRef?: { fieldPath?: string } };
}

/** What a pod says of itself by the downward API, where it is one value. */
const fields: Readonly<Record<string, (pod: Pod) => string | undefined>> = {
  'metadata.name': ({ name }) => name,
  'metadata.namespace': ({ object }) => object.metadata?.namespace,
  'metadata.uid': ({ uid }) => uid,
  'spec.nodeName': ({ node }) => node,
  'spec.serviceAccountName': ({ object }) => object.spec?.serviceAccountName,
  'status.hostIP': ({ object }) => object.status?.hostIP,
  'status.podIP': ({ object }) => object.status?.podIP,
};

/** The field by which one of these pods, which the workload has made, came to a value: a variable that takes it from the pod itself. Undefined where none does. */
export function sourceOfValue(workload: Manifest, pods: readonly Pod[], value: string): string | undefined {
  for (const { path } of runningContainers(workload)) {
    const entries = workload.get<EnvEntry[]>(`${path}.env`) ?? [];
    const entry = entries.find(({ valueFrom }) => pods.some((pod) => fields[valueFrom?.fieldRef?.fieldPath ?? '']?.(pod) === value));
    if (entry !== undefined) return `${path}.env[${entry.name}].valueFrom.fieldRef.fieldPath`;
  }
  return undefined;
}
