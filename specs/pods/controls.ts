import type { Pod } from '../../harness/client/objects.ts';
import type { Given, Manifest } from '../../harness/lesson/given.ts';

/** Names of the pods of which the controls are changed copies. */
export const pods = { probed: 'checked', once: 'once', retried: 'retried', prepared: 'prepared' } as const;

/** What each of them lacks: a probe, a policy, another policy, turns. */
const changes: Record<keyof typeof pods, (pod: Manifest) => Manifest> = {
  probed: withoutLiveness,
  once: (pod) => pod.with('spec.restartPolicy', 'Always'),
  retried: (pod) => pod.with('spec.restartPolicy', 'Never'),
  prepared: besideEachOther,
};

/** Starts the same pods without what the lesson shows of them. */
export async function startControls(given: Given): Promise<void> {
  const control = await given.namespace('control');
  const copies = Object.entries(pods).flatMap(([key, name]) => {
    const pod = given.manifests.find('Pod', name);
    return pod === undefined ? [] : [changes[key as keyof typeof pods](pod)];
  });
  await control.apply(...copies);
}

/** A copy whose containers have no liveness probe. */
export function withoutLiveness(manifest: Manifest): Manifest {
  return manifest.changed(({ spec }: Pod) => {
    for (const container of [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])]) delete container.livenessProbe;
  });
}

/** A copy whose init containers are containers like the others, the last first: none waits for another. */
export function besideEachOther(manifest: Manifest): Manifest {
  return manifest.changed(({ spec }: Pod) => {
    if (spec === undefined) return;
    const moved = (spec.initContainers ?? []).toReversed();
    for (const container of moved) delete container.restartPolicy;
    spec.containers = [...spec.containers, ...moved];
    delete spec.initContainers;
  });
}
