import type { Pod } from '../../harness/client/objects.ts';
import type { Given, Manifest } from '../../harness/lesson/given.ts';
import { containerOrFirst } from '../checks/containers.ts';

/** The container of each pod that the lesson's text names. */
export const app = 'app';

/** The control that says nothing about its security. */
export const plain = 'plain';

/** A user that is not root. */
const somebody = 1000;

/** The pods with which the lesson's own are compared: each lacks what that one shows. */
export async function startControls(given: Given): Promise<void> {
  const control = await given.namespace('control');
  const changed: [pod: string, change: (pod: Manifest) => Manifest][] = [
    ['not-root', withUser], ['shared-files', withoutGroup], ['capabilities', withNone], ['setuid', escalating],
  ];
  const copies = changed.flatMap(([name, change]) => {
    const pod = given.manifests.find('Pod', name);
    return pod === undefined ? [] : [change(pod)];
  });
  await control.apply(...given.manifests.all('Secret'), given.object(plainPod(plain)), ...copies);
}

/** A pod with one container, of which nothing is said but that it stays. */
export function plainPod(name: string): Pod {
  return {
    apiVersion: 'v1', kind: 'Pod', metadata: { name },
    spec: { terminationGracePeriodSeconds: 1, containers: [{ name: app, image: 'busybox:1.37', args: ['sleep', '86400'], resources: { requests: { cpu: '10m', memory: '8Mi' }, limits: { memory: '32Mi' } } }] },
  };
}

/**
 * A copy with the one container that is looked into, which only stays: the programs of a pod, and those before and beside it, may need
 * what the copy lacks.
 */
function aloneAsleep(pod: Manifest): Manifest {
  return pod.changed(({ spec }: Pod) => {
    if (spec === undefined) return;
    const container = spec.containers.find(({ name }) => name === app) ?? spec.containers[0];
    if (container === undefined) return;
    delete container.args;
    delete container.lifecycle;
    delete container.livenessProbe;
    delete container.readinessProbe;
    delete container.startupProbe;
    spec.containers = [{ ...container, command: ['sleep', '86400'] }];
    delete spec.initContainers;
    spec.terminationGracePeriodSeconds = 1;
  });
}

/** A copy that runs as somebody who is not root. */
export function withUser(pod: Manifest): Manifest {
  const copy = aloneAsleep(pod);
  return copy.with(`${containerOrFirst(copy, app)}.securityContext.runAsUser`, somebody);
}

/** A copy whose volumes belong to no group of its own: root's, in which a user who is not root is too unless it has another. */
export function withoutGroup(pod: Manifest): Manifest {
  const group = 'spec.securityContext.runAsGroup';
  const copy = aloneAsleep(pod).without('spec.securityContext.fsGroup');
  if ((pod.get<number>(group) ?? 0) !== 0) return copy;
  // The user may stand at the container: no pod has a group without one.
  const user = 'spec.securityContext.runAsUser';
  return copy.with(group, somebody).with(user, pod.get<number>(user) ?? somebody);
}

/** A copy that has given back all capabilities, and added none. */
export function withNone(pod: Manifest): Manifest {
  const copy = aloneAsleep(pod);
  return copy.with(`${containerOrFirst(copy, app)}.securityContext.capabilities`, { drop: ['ALL'] });
}

/** A copy that may gain rights, and all that a container usually has. */
export function escalating(pod: Manifest): Manifest {
  const context = `${containerOrFirst(pod, app)}.securityContext`;
  return pod.without(`${context}.allowPrivilegeEscalation`).without(`${context}.capabilities`);
}
