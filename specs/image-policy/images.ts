/** A digest as images have it; nothing is pulled by it. */
const digest = `sha256:${'1a2b3c4d'.repeat(8)}`;

/** Images of the registries that the lesson names, in a version that does not move by itself. */
export const admitted = [
  'busybox:1.37',
  'docker.io/library/busybox:1.37',
  'registry.k8s.io/pause:3.10',
  'registry.k8s.io/ingress-nginx/controller:v1.13.0',
  `busybox@${digest}`,
  `busybox:1.37@${digest}`,
  `registry.k8s.io/pause@${digest}`,
] as const;

/** Images of other registries, also such as a look at the beginning, at the end or at the part before a colon would let pass, or a dot that stands for any letter. */
export const elsewhere = [
  'registry.example.com/busybox:1.37',
  'registry.example.com:5000/busybox:1.37',
  'localhost:5000/busybox:1.37',
  'docker.io/somebody/busybox:1.37',
  'somebody/busybox:1.37',
  'docker.io.example.com/library/busybox:1.37',
  'registry.k8s.io.example.com/pause:3.10',
  'registry-k8s.io/pause:3.10',
  'docker-io/library/busybox:1.37',
  'registry.example.com/docker.io/library/busybox:1.37',
  'registry.example.com/registry.k8s.io/pause:3.10',
  `registry.example.com/busybox@${digest}`,
] as const;

/** Images of the right registries whose version moves. */
export const moving = ['busybox', 'busybox:latest', 'docker.io/library/busybox', 'docker.io/library/busybox:latest', 'registry.k8s.io/pause', 'registry.k8s.io/pause:latest'] as const;

/** One that is refused, whatever else is right. */
export const untrusted = elsewhere[0];
/** One that is admitted. */
export const trusted = admitted[0];
/** The same in a form that no tag can move. */
export const pinned = admitted[4];
