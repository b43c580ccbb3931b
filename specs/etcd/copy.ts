import { parse } from 'yaml';
import type { KubeObject } from '../../harness/client/objects.ts';
import type { ControlPlane } from './control-plane.ts';

/** Where the API servers of the copy listen: one that has both keys, and one that has the new key alone. */
export const serverPort = 6_443;
export const laterPort = 6_444;

/** Seconds for which the API server with the new key alone waits until it has read everything, which it never has: some Secrets it cannot read. By default a minute. */
const unreadableS = 3;

/** Names of the files that the copy is made from, in its folder on the node. */
export const files = { snapshot: 'snapshot.db', sealed: 'snapshot.db.age', flipped: 'flipped.db', bothKeys: 'both-keys.yaml', newKey: 'new-key.yaml' } as const;

interface StaticPod {
  spec: { containers: { command: string[]; image: string }[] };
}

const mounts = {
  files: { name: 'files', mountPath: '/files', readOnly: true },
  data: { name: 'data', mountPath: '/data' },
  // Certificates and keys of the cluster's authority: what is restored has been signed by it.
  kubernetes: { name: 'kubernetes', mountPath: '/etc/kubernetes', readOnly: true },
} as const;

const etcdUrl = 'http://127.0.0.1:2379';
const peerUrl = 'http://127.0.0.1:2380';
const member = 'copy';

const restore = (from: string): string[] => ['etcdutl', 'snapshot', 'restore', `/files/${from}`, '--data-dir=/data/etcd', `--name=${member}`, `--initial-cluster=${member}=${peerUrl}`, `--initial-advertise-peer-urls=${peerUrl}`];

/** Arguments of the API server that hold for the real one alone. */
const ofTheRealOne = ['advertise-address', 'audit-', 'encryption-provider-config', 'etcd-', 'secure-port'];

/**
 * A pod with a control plane of its own, restored from a snapshot: etcd, the API server with the arguments of the real one, one
 * more that has the new key alone, the scheduler, and the controller that evicts pods from nodes. Nothing in it speaks to the
 * real API server or to a kubelet.
 *
 * @param folder on the node, with the files of {@link files}
 */
export async function copyPod(controlPlane: ControlPlane, folder: string): Promise<KubeObject> {
  const [etcd, server, scheduler, manager] = await Promise.all(['etcd', 'kube-apiserver', 'kube-scheduler', 'kube-controller-manager'].map(async (name) => {
    const [container] = (parse(await controlPlane.run(['cat', `/etc/kubernetes/manifests/${name}.yaml`])) as StaticPod).spec.containers;
    if (container === undefined) throw new Error(`the manifest of ${name} has no container`);
    return container;
  })) as [StaticPod['spec']['containers'][0], StaticPod['spec']['containers'][0], StaticPod['spec']['containers'][0], StaticPod['spec']['containers'][0]];
  const kept = server.command.filter((argument) => !ofTheRealOne.some((name) => argument.startsWith(`--${name}`)));
  const apiServer = (port: number, keys: string): string[] => [...kept, `--secure-port=${port}`, `--etcd-servers=${etcdUrl}`, `--encryption-provider-config=/files/${keys}`, '--endpoint-reconciler-type=none'];
  const client = (name: string): string[] => [`--kubeconfig=/etc/kubernetes/${name}.conf`, `--master=https://127.0.0.1:${serverPort}`, '--leader-elect=false', '--bind-address=0.0.0.0'];
  const started = (path: string, port: number): object => ({ startupProbe: { httpGet: { path, port, scheme: 'HTTPS' }, periodSeconds: 1, failureThreshold: 180, timeoutSeconds: 5 } });
  const always = { imagePullPolicy: 'IfNotPresent', restartPolicy: 'Always' } as const;
  return podOn(controlPlane.node, folder, 'copy', {
    restartPolicy: 'Always',
    initContainers: [
      { name: 'restore', image: etcd.image, imagePullPolicy: 'IfNotPresent', command: restore(files.snapshot), volumeMounts: [mounts.files, mounts.data] },
      { name: 'etcd', image: etcd.image, ...always, command: ['etcd', `--name=${member}`, '--data-dir=/data/etcd', `--listen-client-urls=${etcdUrl}`, `--advertise-client-urls=${etcdUrl}`, `--listen-peer-urls=${peerUrl}`, '--unsafe-no-fsync=true'], volumeMounts: [mounts.data] },
      {
        name: 'kube-apiserver', image: server.image, ...always, command: apiServer(serverPort, files.bothKeys), volumeMounts: [mounts.files, mounts.kubernetes],
        ...started('/readyz', serverPort),
      },
    ],
    containers: [
      {
        name: 'later', image: server.image, imagePullPolicy: 'IfNotPresent', command: [...apiServer(laterPort, files.newKey), `--storage-initialization-timeout=${unreadableS}s`], volumeMounts: [mounts.files, mounts.kubernetes],
        // It is never ready: it cannot read the Secrets that were not written again.
        ...started('/livez', laterPort),
      },
      { name: 'kube-scheduler', image: scheduler.image, imagePullPolicy: 'IfNotPresent', command: ['kube-scheduler', ...client('scheduler')], volumeMounts: [mounts.kubernetes], ...started('/healthz', 10_259) },
      // The one that evicts looks for pods by their node, in an index that the controller of DaemonSets makes.
      // All pods of the cluster go at once: at the usual rate of requests, one would wait for the others.
      // Without accounts of their own, controllers may do what their kubeconfig may: that of the administrator.
      { name: 'taints', image: manager.image, imagePullPolicy: 'IfNotPresent', command: ['kube-controller-manager', ...client('admin'), '--controllers=taint-eviction-controller,daemonset-controller', '--kube-api-qps=200', '--kube-api-burst=400'], volumeMounts: [mounts.kubernetes], ...started('/healthz', 10_257) },
    ],
  });
}

/** A pod that restores the snapshot in which one bit is another, and comes to an end. */
export async function flippedPod(controlPlane: ControlPlane, folder: string): Promise<KubeObject> {
  const { spec: { containers: [etcd] } } = parse(await controlPlane.run(['cat', '/etc/kubernetes/manifests/etcd.yaml'])) as StaticPod;
  return podOn(controlPlane.node, folder, 'flipped', {
    restartPolicy: 'Never',
    containers: [{ name: 'restore', image: etcd?.image, imagePullPolicy: 'IfNotPresent', command: restore(files.flipped), volumeMounts: [mounts.files, mounts.data] }],
  });
}

function podOn(node: string, folder: string, name: string, spec: object): KubeObject {
  return {
    apiVersion: 'v1', kind: 'Pod', metadata: { name },
    spec: {
      nodeName: node, terminationGracePeriodSeconds: 1, enableServiceLinks: false, ...spec,
      volumes: [
        { name: 'files', hostPath: { path: folder, type: 'Directory' } },
        { name: 'kubernetes', hostPath: { path: '/etc/kubernetes', type: 'Directory' } },
        { name: 'data', emptyDir: {} },
      ],
    },
  } as KubeObject;
}
