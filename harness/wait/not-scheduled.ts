import type { Pod } from '../client/objects.ts';

type Condition = NonNullable<NonNullable<Pod['status']>['conditions']>[number];

/** What the scheduler says of a pod for which it has found no node; undefined where it has said nothing yet, or has found one. */
export function notScheduled({ status }: Pick<Pod, 'status'>): Condition | undefined {
  return status?.conditions?.find(({ type, status: holds }) => type === 'PodScheduled' && holds === 'False');
}
