import type { Container } from '../../harness/client/objects.ts';
import type { Manifest } from '../../harness/lesson/given.ts';
import { parseQuantity } from '../../harness/wait/quantity.ts';
import { podSpecOf } from '../checks/containers.ts';

type Amounts = Record<string, string> | undefined;

/**
 * The container that gives a pod another QoS class than it should have, where one does: of a pod that is to say nothing the one that
 * says something, of one that is to be Guaranteed the one whose requests are not its limits. Init containers count as well
 * (pkg/apis/core/v1/helper/qos). Undefined where it cannot be one alone.
 */
export function decidesClass(pod: Manifest, wanted: 'Guaranteed' | 'Burstable' | 'BestEffort'): { field: string } | undefined {
  const spec = podSpecOf(pod);
  const all = ['containers', 'initContainers'].flatMap((list) => (pod.get<Container[]>(`${spec}.${list}`) ?? []).map(({ resources }, n) => ({ field: `${spec}.${list}[${n}].resources`, limits: resources?.limits, requests: resources?.requests })));
  if (wanted === 'BestEffort') return fieldOf(all.find(({ limits, requests }) => isSaid(limits) || isSaid(requests)));
  if (wanted === 'Guaranteed') return fieldOf(all.find(({ limits, requests }) => !isGuaranteed(limits, requests)));
  return undefined;
}

function fieldOf(found: { field: string } | undefined): { field: string } | undefined {
  return found === undefined ? undefined : { field: found.field };
}

function isSaid(written: Amounts): boolean {
  return Object.keys(written ?? {}).some((name) => name === 'cpu' || name === 'memory');
}

function isGuaranteed(limits: Amounts = {}, requests: Amounts = {}): boolean {
  return ['cpu', 'memory'].every((name) => limits[name] !== undefined && parseQuantity(requests[name] ?? limits[name]) === parseQuantity(limits[name]));
}
