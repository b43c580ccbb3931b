import { expect } from 'chai';
import type { Pod } from '../../../harness/client/objects.ts';
import { copyPod, flippedPod } from '../../../specs/etcd/copy.ts';
import { LocalNode } from './local-node.ts';

describe('the copy of a control plane', () => {
  let node: LocalNode;
  beforeEach(() => {
    node = new LocalNode();
    const manifest = (name: string, ...args: string[]): void => { node.write(`/etc/kubernetes/manifests/${name}.yaml`, JSON.stringify({ spec: { containers: [{ image: `${name}:1`, command: [name, ...args] }] } })); };
    manifest('etcd', '--listen-client-urls=https://172.18.0.2:2379');
    manifest('kube-apiserver', '--advertise-address=172.18.0.2', '--audit-log-path=/var/log/audit.log', '--encryption-provider-config=/etc/kubernetes/encryption.yaml', '--etcd-servers=https://127.0.0.1:2379', '--etcd-cafile=ca.crt', '--secure-port=6443', '--service-cluster-ip-range=10.96.0.0/16');
    manifest('kube-scheduler', '--kubeconfig=/etc/kubernetes/scheduler.conf');
    manifest('kube-controller-manager', '--controllers=*');
  });
  afterEach(() => { node.remove(); });

  const containersOf = (pod: Pod): Map<string, readonly string[]> => new Map([...(pod.spec?.initContainers ?? []), ...(pod.spec?.containers ?? [])].map(({ name, image, command = [] }) => [name, [image ?? '', ...command]]));

  it('speaks to itself alone, with what the real one has beside that', async () => {
    const pod = (await copyPod(node.controlPlane, '/var/lib/cndjp2-e2e/copy')) as Pod;
    expect(pod.spec).to.include({ nodeName: 'control-plane' }).and.not.to.have.any.keys('hostNetwork', 'hostPID', 'hostIPC');
    const containers = containersOf(pod);
    expect([...containers.keys()]).to.deep.equal(['restore', 'etcd', 'kube-apiserver', 'later', 'kube-scheduler', 'taints']);
    expect([...containers.values()].flat().join(' ')).not.to.match(/172\.18|audit|https:\/\/127\.0\.0\.1:2379/);
    expect(containers.get('kube-apiserver')).to.deep.equal(['kube-apiserver:1', 'kube-apiserver', '--service-cluster-ip-range=10.96.0.0/16', '--secure-port=6443', '--etcd-servers=http://127.0.0.1:2379', '--encryption-provider-config=/files/both-keys.yaml', '--endpoint-reconciler-type=none']);
    expect(containers.get('later')).to.include.members(['kube-apiserver:1', '--secure-port=6444', '--encryption-provider-config=/files/new-key.yaml']);
    for (const name of ['kube-scheduler', 'taints']) expect(containers.get(name), name).to.include('--master=https://127.0.0.1:6443');
    expect(containers.get('taints')).to.include('--controllers=taint-eviction-controller,daemonset-controller');
  });

  it('lets a pod try the changed snapshot once', async () => {
    const pod = (await flippedPod(node.controlPlane, '/var/lib/cndjp2-e2e/copy')) as Pod;
    expect(pod.spec?.restartPolicy).to.equal('Never');
    expect(containersOf(pod).get('restore')).to.include.members(['etcd:1', '/files/flipped.db']);
  });
});
