import type { KubeObject } from '../../harness/client/objects.ts';
import type { Given, Manifest } from '../../harness/lesson/given.ts';

/** What an object holds, and which one it is. */
export interface Essence {
  uid: string | undefined;
  data: unknown;
  spec: unknown;
}

/** All of it is undefined where there is no object. */
export function essence(object: KubeObject | undefined): Essence {
  const { metadata, data, spec } = (object ?? {}) as { metadata?: { uid?: string }; data?: unknown; spec?: unknown };
  return { uid: metadata?.uid, data, spec };
}

/** What there is in a namespace of what these manifests make, in their order. */
export async function essencesIn(space: Pick<Given, 'list'>, manifests: readonly Manifest[]): Promise<Essence[]> {
  return await Promise.all(manifests.map(async ({ apiVersion, kind, name }) => essence((await space.list(apiVersion, kind)).find(({ metadata }) => metadata?.name === name))));
}
