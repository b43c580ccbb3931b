import type { Pod } from '../../harness/client/objects.ts';
import type { Given, Manifest } from '../../harness/lesson/given.ts';
import { inside, neverReady, published } from './unready.ts';

/** Names of the pods of which the controls are changed copies. */
export const pods = { probed: 'checked', once: 'once', retried: 'retried', prepared: 'prepared' } as const;

/** What each of them lacks: a probe, a policy, another policy, turns. */
const changes: Record<keyof typeof pods, (pod: Manifest) => Manifest> = {
  probed: withoutLiveness,
  once: (pod) => pod.with('spec.restartPolicy', 'Always'),
  retried: (pod) => pod.with('spec.restartPolicy', 'Never'),
  prepared: besideEachOther,
};

/** Starts the same pods without what the lesson shows of them, and one that never gets ready, with the Services that select it. */
export async function startControls(given: Given): Promise<void> {
  const control = await given.namespace('control');
  const copies = Object.entries(pods).flatMap(([key, name]) => {
    const pod = given.manifests.find('Pod', name);
    return pod === undefined ? [] : [changes[key as keyof typeof pods](pod)];
  });
  const hello = given.manifests.find('Deployment', 'hello');
  const services = ['hello', 'hello-all'].flatMap((name) => given.manifests.find('Service', name) ?? []);
  await control.apply(...copies, ...(hello === undefined ? [] : [neverReady(given, hello), ...services.flatMap((service) => [inside(service), published(service)])]));
}

/** A copy whose containers have no liveness probe. */
export function withoutLiveness(manifest: Manifest): Manifest {
  return manifest.changed(({ spec }: Pod) => {
    for (const container of [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])]) delete container.livenessProbe;
  });
}

/** What the init containers prepare. */
const lastInTurn = 'app';

/** Seconds by which a container begins before the next: the times that kubelet notes are whole seconds. */
const aheadSeconds = 2;

/**
 * A copy whose init containers are containers like the others, the last first: none waits for another. The kubelet starts the
 * next one when a hook of the one before is over, so that what was last in turn has begun long before them, also where all end at once.
 * One more runs on when the others have ended, whatever the sidecar does without turns.
 */
export function besideEachOther(manifest: Manifest): Manifest {
  return manifest.changed(({ spec }: Pod) => {
    if (spec === undefined) return;
    const moved = (spec.initContainers ?? []).toReversed();
    for (const container of moved) delete container.restartPolicy;
    const last = spec.containers.find(({ name }) => name === lastInTurn) ?? spec.containers[0];
    if (last !== undefined) last.lifecycle = { ...last.lifecycle, postStart: { sleep: { seconds: aheadSeconds } } };
    // The API server takes no hook that may last as long as the pod has for its end.
    spec.terminationGracePeriodSeconds = Math.max(spec.terminationGracePeriodSeconds ?? 0, aheadSeconds + 1);
    spec.containers = [...spec.containers, ...moved, { name: 'runs-on', image: 'busybox:1.37', command: ['sleep', '86400'] }];
    delete spec.initContainers;
  });
}
