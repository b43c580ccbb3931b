import type { Event } from '../../harness/client/objects.ts';

/** What a node says about its container runtimes (v1, NodeStatus): the default one has no name. */
export interface NodeRuntimes {
  metadata?: { name?: string };
  status?: { runtimeHandlers?: { name?: string; features?: { userNamespaces?: boolean } }[] };
}

/** Whether a node says that its default runtime cannot give pods users of their own; one that says nothing may be able to. */
export function lacksOwnUsers({ status }: NodeRuntimes): boolean {
  const byDefault = status?.runtimeHandlers?.find(({ name = '' }) => name === '');
  return byDefault !== undefined && byDefault.features?.userNamespaces !== true;
}

/** Why a node does not start a pod with users of its own, by the events about it; undefined where that is not the reason. */
export function ownUsersProblem(events: readonly Event[]): string | undefined {
  return events.filter(({ reason }) => reason === 'FailedCreatePodSandBox' || reason === 'FailedMount' || reason === 'Failed')
    .map(({ message = '' }) => message).findLast((message) => /user ?namespace|userns|id-?map|uid_map|gid_map|hostUsers/i.test(message));
}
