import { isDeepStrictEqual } from 'node:util';
import { isMap } from '../values/field-path.ts';
import { selectorFits, selectorKeys } from '../values/label-selector.ts';
import { parseQuantity } from '../wait/quantity.ts';
import type { Aligned } from './align.ts';
import { eachMap } from './canonical.ts';
import type { Difference } from './comparison.ts';
import { nameOf, referencesOf } from './object-names.ts';
import { podLabelsOf } from './pod-parts.ts';

type Fields = Record<string, unknown>;

/** Fields that change nothing of what an object does. */
const idle = ['description', 'terminationMessagePath', 'terminationMessagePolicy', 'immutable'];
/** Annotations that a controller may read; all others are notes. */
const readByControllers = /traefik|ingress|nginx|haproxy|\bservice\.|apparmor|seccomp|storageclass|volume\.|pod-security|sysctl/i;
/** Kinds whose objects do nothing unless something refers to them. */
const inert = ['ConfigMap', 'Secret', 'Namespace', 'ServiceAccount'];

/** What is asked of the lesson as a whole: who selects what. */
export interface Surroundings {
  /** Keys of labels that a selector asks for, on either side. */
  selectedLabels: ReadonlySet<string>;
  /** Every selector selects the same on both sides. */
  sameSelections: boolean;
  portNamesMatter: boolean;
  /** Values that the lesson's text tells to use; undefined: each is. */
  fixedValues: ReadonlySet<string> | undefined;
  /** `Kind/name` of all that something refers to, on either side. */
  referredTo: ReadonlySet<string>;
}

export function surroundingsOf({ pairs, portNamesMatter }: Aligned, fixedValues: ReadonlySet<string> | undefined): Surroundings {
  const objects = pairs.flatMap(({ a, b }) => [a, b]).filter((each) => each !== undefined) as Fields[];
  return {
    selectedLabels: new Set(objects.flatMap((object) => selectorsOf(object).flatMap(({ selector }) => selectorKeys(object['kind'], selector)))),
    sameSelections: haveSameSelections(pairs),
    portNamesMatter,
    fixedValues,
    referredTo: new Set(objects.flatMap(referencesOf).map(({ kind, name }) => `${kind}/${name}`)),
  };
}

/** Whether a difference is known to change nothing of what a lesson can see. */
export function cannotMatter(kind: string, difference: Difference, around: Surroundings): boolean {
  const { keys, ours: { value: ours }, theirs: { value: theirs } } = difference;
  const last = keys.at(-1) ?? '';
  const path = keys.join('.');
  if (keys.length === 0) return ours === undefined && isMap(theirs) && inert.includes(kind) && !around.referredTo.has(`${kind}/${nameOf(theirs)}`);
  if (idle.includes(last)) return true;
  // Without any history nothing can be rolled back.
  if (last === 'revisionHistoryLimit') return ours !== 0 && theirs !== 0;
  if (/(^|\.)annotations(\.|$)/.test(path)) return kind !== 'Namespace' && namesIn('annotations', difference).every((name) => !readByControllers.test(name));
  if (/(^|\.)metadata\.labels(\.|$)/.test(path)) return kind !== 'Namespace' && (around.sameSelections || namesIn('labels', difference).every((name) => !around.selectedLabels.has(name)));
  if (/(^|\.)(selector|podSelector|labelSelector)(\.|$)/.test(path) && kind !== 'PersistentVolumeClaim') return around.sameSelections && (ours !== undefined && theirs !== undefined || !/elector$/.test(path));
  if (/ontainers\.ports(\.(name|containerPort))?$/.test(path)) return !around.portNamesMatter && !holdsHostPort(ours) && !holdsHostPort(theirs);
  if (/ontainers\.name$/.test(path)) return typeof ours === 'string' && typeof theirs === 'string' && around.fixedValues?.has(ours) === false;
  if (kind === 'Service' && path === 'spec.ports.name') return !around.portNamesMatter;
  if (last === 'imagePullPolicy') return theirs === 'IfNotPresent';
  return isMoreGenerous(keys, ours, theirs);
}

/** The keys of a map of metadata that differ: one of them, or all where the whole map does. */
function namesIn(map: 'labels' | 'annotations', { keys, ours, theirs }: Difference): string[] {
  const name = keys[keys.lastIndexOf(map) + 1];
  return name === undefined ? [ours.value, theirs.value].flatMap((value) => (isMap(value) ? Object.keys(value) : [])) : [name];
}

function holdsHostPort(value: unknown): boolean {
  let found = false;
  eachMap(value, (map) => { found ||= map['hostPort'] !== undefined; });
  return found;
}

/** Less is asked for, or more is allowed. */
function isMoreGenerous(keys: readonly string[], ours: unknown, theirs: unknown): boolean {
  const [container, resources, what] = keys.slice(-Math.min(4, keys.length - keys.indexOf('resources') + 1));
  if (resources !== 'resources' || container?.endsWith('ontainers') !== true) return false;
  if (theirs === undefined) return true;
  if (!isPlain(ours) || !isPlain(theirs)) return false;
  const [a, b] = [parseQuantity(String(ours)), parseQuantity(String(theirs))];
  return what === 'requests' ? b < a : b > a;
}

function isPlain(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

interface Selector {
  selector: Fields;
  /** What it is for, in words that are the same on both sides. */
  path: string;
}

/** The selectors that an object has. */
function selectorsOf(object: Fields): Selector[] {
  const found: Selector[] = [];
  const visit = (value: unknown, path: readonly string[]): void => {
    if (Array.isArray(value)) value.forEach((item, index) => { visit(item, [...path, String(index)]); });
    if (!isMap(value)) return;
    for (const [key, each] of Object.entries(value)) {
      if (['selector', 'podSelector', 'labelSelector'].includes(key) && isMap(each)) found.push({ selector: each, path: [...path, key].join('.') });
      else visit(each, [...path, key]);
    }
  };
  visit(object['spec'], ['spec']);
  return found;
}

/** Whether the selectors that both sides have select the same: one that only one side has is a difference of its own. */
function haveSameSelections(pairs: Aligned['pairs']): boolean {
  return pairs.filter(({ a, b }) => a !== undefined && b !== undefined).every((pair) => {
    const [ours, theirs] = [selections(pairs, pair, 'a'), selections(pairs, pair, 'b')];
    return Object.entries(ours).every(([path, selected]) => theirs[path] === undefined || isDeepStrictEqual(selected, theirs[path]));
  });
}

/** The numbers of the pairs that the selectors of an object select, by the paths of those. */
function selections(pairs: Aligned['pairs'], pair: Aligned['pairs'][number], side: 'a' | 'b'): Record<string, number[]> {
  const object = pair[side] as Fields;
  const isSelected = (selector: Fields, other: object): boolean => {
    const labels = labelsFor(object, other);
    return labels !== undefined && selectorFits(object['kind'], selector, labels);
  };
  return Object.fromEntries(selectorsOf(object).map(({ selector, path }) => [path, pairs.flatMap((each, index) => (each[side] !== undefined && isSelected(selector, each[side]) ? [index] : []))]));
}

/** The labels by which an object may select another one: a claim selects volumes, all others select pods. */
function labelsFor(selecting: Fields, other: object): unknown {
  if (selecting['kind'] !== 'PersistentVolumeClaim') return podLabelsOf(other);
  const { kind, metadata } = other as Fields;
  return kind === 'PersistentVolume' ? isMap(metadata) && metadata['labels'] || {} : undefined;
}
