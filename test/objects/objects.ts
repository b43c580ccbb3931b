/** A pod of one container `app`, in that status. */
export function podObject(status: object, spec: object = {}): object {
  return { spec: { containers: [{ name: 'app' }], ...spec }, status };
}

/** A ready pod. */
export const readyPod = podObject({ phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] });

/** The status of the container `app`. */
export function container(state: object, more: object = {}): object {
  return { name: 'app', state, restartCount: 0, ready: false, ...more };
}

/** Metadata of a pod that a Deployment has made through its ReplicaSet `<deployment>-abc`. */
export function madeBy(deployment: string, labels: Record<string, string> = {}): object {
  return { labels: { 'pod-template-hash': 'abc', ...labels }, ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: `${deployment}-abc`, uid: 'r' }] };
}
