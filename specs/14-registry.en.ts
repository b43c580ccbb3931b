export const en = {
  tests: {
    registry: 'has a private registry with TLS and one user, which the nodes know',
    without: 'does not start a pod without credentials: ErrImagePull that says so',
    bySecret: 'starts a pod that brings the credentials by `imagePullSecrets`',
    wrong: 'does not start a pod with a wrong password',
    byAccount: 'starts a pod whose ServiceAccount brings them',
    elsewhere: 'does not let a pod of another namespace have the image that is on its node already, whether it asks the registry or not',
    pinned: 'starts another image when a tag has moved, and the same one by its digest',
  },
  starts: 'a pod without credentials starts',
  startsWrong: 'a pod with a wrong password starts',
  startsElsewhere: (policy: string) => `a pod of another namespace with \`imagePullPolicy: ${policy}\` starts`,
  byTag: 'digest of the image that runs by its tag',
  byDigest: 'digest of the image that runs by its digest',
  noRegistries: 'the container runtime of the nodes does not read /etc/containerd/certs.d: set config_path of its registry settings',
  hints: {
    registry: 'The registry of this lesson did not start: `kubectl describe pod own-registry` says why.',
    bySecret: 'Write the Secret registry of the type kubernetes.io/dockerconfigjson, with an entry for registry.test:5000 (that host, and no other way to write it) with user and password, and name it in imagePullSecrets of the pod. `kubectl describe pod by-secret` shows what the registry said.',
    byAccount: 'Let the pod by-account run as a ServiceAccount (serviceAccountName) whose imagePullSecrets name the Secret registry. `kubectl describe serviceaccount puller` shows them.',
    always: 'Nothing in this folder makes that. Kubernetes asks for credentials for an image that is there only since version 1.35 (imagePullCredentialsVerificationPolicy of the kubelet).',
    pinned: 'Nothing in this folder makes that: a tag is a name that may be given to another image, a digest is the image itself.',
  },
} as const;
