import { isMap, mapsIn } from '../../values/field-path.ts';
import type { Isolation } from './isolation.ts';
import { nameOnCluster } from './names.ts';
import { storageClass } from './volumes.ts';

type Fields = Record<string, unknown>;

/** Annotations by which a class holds for all objects that name none. */
const isDefault = ['storageclass.kubernetes.io/is-default-class', 'storageclass.beta.kubernetes.io/is-default-class', 'ingressclass.kubernetes.io/is-default-class'];

/** A class is never the default: that would hold for objects of every namespace. Only who names it gets it. */
export function isolateClass(object: Fields): void {
  const metadata = object['metadata'];
  if (!isMap(metadata) || !isMap(metadata['annotations'])) return;
  metadata['annotations'] = Object.fromEntries(Object.entries(metadata['annotations']).filter(([key]) => !isDefault.includes(key)));
}

/**
 * Nor is a PriorityClass. Where the lesson is not about them its pods are scheduled before others that wait, but push none aside that run:
 * those are pods of other lessons.
 */
export function isolatePriorityClass(object: Fields, { clusterWide = [] }: Isolation): void {
  delete object['globalDefault'];
  if (!clusterWide.includes('PriorityClass')) object['preemptionPolicy'] = 'Never';
}

/** What a ResourceQuota counts by class. */
export function isolateQuota(spec: Fields, isolation: Isolation): void {
  if (isMap(spec['hard'])) {
    spec['hard'] = Object.fromEntries(Object.entries(spec['hard']).map(([key, amount]) => [quotaKey(key, isolation), amount]));
  }
  const selector = spec['scopeSelector'];
  if (!isMap(selector)) return;
  for (const expression of mapsIn(selector['matchExpressions'])) {
    if (expression['scopeName'] !== 'PriorityClass' || !Array.isArray(expression['values'])) continue;
    expression['values'] = (expression['values'] as unknown[]).map((name) => nameOnCluster('PriorityClass', String(name), isolation));
  }
}

/** `gold.storageclass.storage.k8s.io/requests.storage` counts what claims of the class `gold` ask for. */
function quotaKey(key: string, isolation: Isolation): string {
  const [, name, rest] = /^(.+)(\.storageclass\.storage\.k8s\.io\/.+)$/.exec(key) ?? [];
  return name === undefined || rest === undefined ? key : `${String(storageClass(name, isolation))}${rest}`;
}
