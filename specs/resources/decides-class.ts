import type { Manifest } from '../../harness/lesson/given.ts';
import { parseQuantity } from '../../harness/wait/quantity.ts';
import { initContainers, runningContainers } from '../checks/containers.ts';

/** What a container says about its resources. */
interface Amounts {
  limits: Record<string, string> | undefined;
  requests: Record<string, string> | undefined;
}

/**
 * The container that gives a pod another QoS class than it should have, where one does: of a pod that is to say nothing the one that
 * says something, of one that is to be Guaranteed the one whose requests are not its limits. Init containers count as well
 * (pkg/apis/core/v1/helper/qos). Undefined where it cannot be one alone.
 */
export function decidesClass(pod: Manifest, wanted: 'Guaranteed' | 'Burstable' | 'BestEffort'): { field: string } | undefined {
  const all = [...runningContainers(pod), ...initContainers(pod)].map(({ path, container: { resources } }) => ({ field: `${path}.resources`, limits: resources?.limits, requests: resources?.requests }));
  const isOther = { BestEffort: ({ limits, requests }: Amounts) => isSaid(limits) || isSaid(requests), Guaranteed: (amounts: Amounts) => !isGuaranteed(amounts), Burstable: () => false };
  const found = all.find(isOther[wanted]);
  return found === undefined ? undefined : { field: found.field };
}

function isSaid(written: Record<string, string> = {}): boolean {
  return 'cpu' in written || 'memory' in written;
}

function isGuaranteed({ limits = {}, requests = {} }: Amounts): boolean {
  return ['cpu', 'memory'].every((name) => limits[name] !== undefined && parseQuantity(requests[name] ?? limits[name]) === parseQuantity(limits[name]));
}
