/** An image in the node's own store, for pods that the cluster itself runs. */
export interface InnerImage {
  /** Its program in /usr/local/bin. */
  program: string;
  /** Started without a command: the pod's manifest only gives arguments. */
  entrypoint: boolean;
  /** The names under which pods ask for it. */
  names: string[];
}

/**
 * What kubeadm asks for (`kubeadm config images list`, and the versions of etcd and CoreDNS are those inside), the
 * pause image of containerd's configuration, and what the manifests under `root/kind/manifests` name.
 */
export function imagesInside(kubernetes: string): InnerImage[] {
  const commands = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kube-proxy'];
  return [
    {
      program: 'kubernetes',
      entrypoint: false,
      names: [
        ...commands.map((command) => `registry.k8s.io/${command}:${kubernetes}`),
        'registry.k8s.io/etcd:3.7.0-0',
        `localhost/cndjp2/pod-network:${kubernetes}`,
        'localhost/cndjp2/local-path-provisioner:v0.0.30',
        'localhost/cndjp2/local-path-helper:v0.0.30',
      ],
    },
    { program: 'coredns', entrypoint: true, names: ['registry.k8s.io/coredns/coredns:v1.14.6'] },
    { program: 'pause', entrypoint: true, names: ['registry.k8s.io/pause:3.10.2'] },
  ];
}
