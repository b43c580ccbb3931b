import type { Given, Manifest } from '../../harness/lesson/given.ts';

/** Where the sample app's container stands in its Deployment. */
export const container = 'spec.template.spec.containers[0]';

/** An entry of `env`, as far as the lessons use it. */
export interface EnvEntry {
  name: string;
  value?: string;
  valueFrom?: { secretKeyRef?: { name: string; key: string } };
}

/** The path of an environment variable of the app. */
export function envField(name: string): string {
  return `${container}.env[${name}]`;
}

/** The value of an environment variable, also where it comes from a Secret of the folder; undefined where that cannot be read. */
export function envValue(given: Given, workload: Manifest, name: string): string | undefined {
  const entry = workload.get<EnvEntry[]>(`${container}.env`)?.find((each) => each.name === name);
  const ref = entry?.valueFrom?.secretKeyRef;
  if (ref === undefined) return entry?.value;
  const secret = given.manifests.find('Secret', ref.name);
  const plain = secret?.get<Record<string, string>>('stringData')?.[ref.key];
  const encoded = secret?.get<Record<string, string>>('data')?.[ref.key];
  return plain ?? (encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString());
}
