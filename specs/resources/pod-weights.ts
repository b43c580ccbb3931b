import type { Given, Pod } from '../../harness/lesson/given.ts';
import { ratiosFor } from './weights.ts';

/** Prints the weight of the control group of a pod, which a container cannot see, whatever drives the control groups of the node. */
const script = `for id in "$1" "$(echo "$1" | tr - _)"; do
  find /sys/fs/cgroup -type d -name "*pod$id*" 2>/dev/null | while read -r group; do
    for file in cpu.weight cpu.shares; do [ ! -f "$group/$file" ] || cat "$group/$file"; done
  done
done | head -n 1`;

/**
 * How much more CPU the second of two pods gets where both want all of it: by the weights that their control groups have, where
 * the node is one of ours; else by their requests, one number for each way in which nodes convert them.
 *
 * @param requests CPUs that each of them requests
 */
export async function expectedRatios(given: Given, pods: readonly [Pod, Pod], requests: readonly [number, number], version: 1 | 2): Promise<number[]> {
  if (!given.onOwnCluster) return ratiosFor(version, ...requests);
  const [light = NaN, heavy = NaN] = await Promise.all(pods.map(async ({ node, uid }) => Number((await given.node(node).run(['sh', '-c', script, 'sh', uid])).stdout.trim() || NaN)));
  const ratio = heavy / light;
  if (!Number.isFinite(ratio)) throw new Error(`the control groups of ${pods.map(({ name }) => name).join(' and ')} are not where they are expected`);
  return [ratio];
}
