import type { Event, Pod } from '../../harness/client/objects.ts';

/** Metadata of a pod of the Deployment `web`. */
export const web = { name: 'web-abc-1', uid: 'u', labels: { 'pod-template-hash': 'abc' }, ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web-abc', uid: 'r' }] };

export interface State {
  waiting?: { reason: string; message?: string };
  running?: object;
  terminated?: { reason: string; exitCode: number; message?: string };
}

/** The status of the container `app`. */
export const container = (state: State, more: object = {}): object => ({ name: 'app', state, restartCount: 0, ready: false, ...more });
/** A pod of the Deployment `web`, in that status. */
export const pod = (status: object, spec: object = {}, metadata: object = web): Pod => ({ metadata, spec, status }) as Pod;
/** The same with one container. */
export const withContainer = (state: State, more?: object, spec?: object): Pod => pod({ phase: 'Pending', containerStatuses: [container(state, more)] }, spec);
/** An event about that pod. */
export const event = (reason: string, message: string): Event => ({ involvedObject: { uid: 'u' }, reason, message, metadata: {} });
