import { kindNamed } from '../client/kinds.ts';
import { namesOf, type Contract } from './contract.ts';
import { isMap } from '../values/field-path.ts';
import { selectorFits, selectorKeys } from '../values/label-selector.ts';
import type { Manifest, ObjectName } from './manifest.ts';

/** Objects of one folder for several lessons, as one lesson gets them. */
export interface SortedObjects {
  /** Those that its contract names, and what these need or what acts on them. */
  own: Manifest[];
  /** Those that no lesson names, and that nothing connects with a lesson: every lesson of the run gets them. */
  common: Manifest[];
}

/** Kinds whose objects act on others, so that they belong to the lesson of what they act on; a pod that uses another's Service does not. */
const acting = ['Service', 'Ingress', 'PodDisruptionBudget', 'HorizontalPodAutoscaler', 'NetworkPolicy', 'RoleBinding', 'ClusterRoleBinding', 'PersistentVolume'];

/**
 * Sorts the objects of one folder to the lessons: by the kinds and names that their contracts say, then by what refers to what.
 * An object that several lessons name goes to each of them.
 *
 * @param lessons those that are asked about
 */
export function sortObjects(objects: readonly Manifest[], contracts: readonly Contract[], lessons: readonly string[]): Map<string, SortedObjects> {
  const named = new Set<ObjectName>(contracts.flatMap(namesOf));
  const free = objects.filter((each) => !named.has(each.id));
  const sets = new Map(contracts.map((contract) => {
    const names = new Set(namesOf(contract));
    return [contract.lesson, connected(objects.filter((each) => names.has(each.id)), free)] as const;
  }));
  const taken = new Set([...sets.values()].flatMap((set) => [...set]));
  const common = objects.filter((each) => !taken.has(each));
  return new Map(lessons.map((lesson) => {
    const own = sets.get(lesson) ?? new Set<Manifest>();
    return [lesson, { own: objects.filter((each) => own.has(each)), common }];
  }));
}

/** A lesson's objects and those of the free ones that they lead to, however far. */
function connected(start: readonly Manifest[], free: readonly Manifest[]): Set<Manifest> {
  const set = new Set(start);
  for (let size = -1; size !== set.size;) {
    size = set.size;
    for (const each of free) if (!set.has(each) && [...set].some((member) => belongsWith(member, each))) set.add(each);
  }
  return set;
}

/** Whether an object belongs with one of a lesson's: this one refers to it or selects it, or it acts on this one. */
function belongsWith(member: Manifest, other: Manifest): boolean {
  return refersTo(member, other) || (acting.includes(other.kind) && refersTo(other, member)) || sameClass(member, other);
}

function refersTo(from: Manifest, to: Manifest): boolean {
  return selectsPodsOf(from, to) || mentions(from, to.name);
}

/** Whether a Service, a budget or a policy selects the pods of an object. */
function selectsPodsOf(from: Manifest, to: Manifest): boolean {
  if (!['Service', 'PodDisruptionBudget', 'NetworkPolicy'].includes(from.kind)) return false;
  const selector = from.get(from.kind === 'NetworkPolicy' ? 'spec.podSelector' : 'spec.selector');
  // One that selects every pod is about none of them.
  if (selectorKeys(from.kind, selector).length === 0) return false;
  const path = kindNamed(to.kind)?.podSpec?.replace(/spec$/, 'metadata.labels');
  const labels = path === undefined ? undefined : to.get<Record<string, unknown>>(path);
  return labels !== undefined && selectorFits(from.kind, selector, labels);
}

/** Whether a name stands anywhere in an object, its own metadata and data apart. */
export function mentions(from: Manifest, name: string): boolean {
  const holds = (value: unknown): boolean => (Array.isArray(value) ? value.some(holds) : isMap(value) ? Object.values(value).some(holds) : value === name);
  return Object.entries(from.object).some(([key, value]) => !['metadata', 'data', 'stringData'].includes(key) && holds(value));
}

/** Whether a claim and a volume are paired by a class that is no object of its own. */
function sameClass(member: Manifest, other: Manifest): boolean {
  const kinds = [member.kind, other.kind].sort().join();
  const name = member.get<string>('spec.storageClassName');
  return kinds === 'PersistentVolume,PersistentVolumeClaim' && name !== undefined && name !== '' && name === other.get<string>('spec.storageClassName');
}
