import type { KubeObject, Pod } from '../../harness/client/objects.ts';

type Spec = NonNullable<Pod['spec']>;

/** A pod of one container. */
export function podOf(image: string, changes: Partial<Spec> = {}): KubeObject & { spec: Spec } {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'tried' }, spec: specOf(image, changes) };
}

function specOf(image: string, changes: Partial<Spec> = {}): Spec {
  return { restartPolicy: 'Never', containers: [{ name: 'app', image }], ...changes };
}

/** Where else in a pod the image of a container may stand, in words that follow `an image in`. Each pod's first container has the image that is good. */
export function places(good: string, image: string): readonly { place: string; pod: KubeObject }[] {
  const first = { name: 'app', image: good };
  return [
    { place: 'containers[1]', pod: podOf(good, { containers: [first, { name: 'second', image }] }) },
    { place: 'initContainers[0]', pod: podOf(good, { initContainers: [{ name: 'init', image }] }) },
    { place: 'initContainers[0] (restartPolicy: Always)', pod: podOf(good, { initContainers: [{ name: 'sidecar', image, restartPolicy: 'Always' }] }) },
  ];
}

/** A volume whose files are an image's, as {@link places}. */
export function volumePlace(good: string, image: string): { place: string; pod: KubeObject } {
  return { place: 'volumes[0].image', pod: podOf(good, { volumes: [{ name: 'files', image: { reference: image, pullPolicy: 'IfNotPresent' } }] }) };
}

const labels = { app: 'tried' };

/** An object of each kind that makes pods, or keeps a template for them. */
export function makers(image: string): readonly (KubeObject & Record<string, unknown>)[] {
  const metadata = { name: 'tried' };
  const template = (restartPolicy: 'Always' | 'Never') => ({ metadata: { labels }, spec: specOf(image, { restartPolicy }) });
  const selected = { selector: { matchLabels: labels }, template: template('Always') };
  const job = { template: template('Never') };
  return [
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { replicas: 0, ...selected } },
    { apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata, spec: selected },
    { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata, spec: { serviceName: 'tried', ...selected } },
    { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata, spec: selected },
    { apiVersion: 'batch/v1', kind: 'Job', metadata, spec: job },
    { apiVersion: 'batch/v1', kind: 'CronJob', metadata, spec: { schedule: '0 0 1 1 *', suspend: true, jobTemplate: { spec: job } } },
    { apiVersion: 'v1', kind: 'ReplicationController', metadata, spec: { selector: labels, template: template('Always') } },
    { apiVersion: 'v1', kind: 'PodTemplate', metadata, template: template('Always') },
  ];
}
