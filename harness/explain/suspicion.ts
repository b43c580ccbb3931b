import { podSpecOf } from '../client/pod-spec.ts';
import type { KubeObject } from '../client/objects.ts';
import { formatPath, isMap, parsePath, resolvePath } from '../values/field-path.ts';
import { failureText } from '../verdict/lesson-failure.ts';
import type { Failure } from '../verdict/results.ts';
import type { LessonComparison, LessonDifference } from './lesson-comparison.ts';
import { nameOf, referencesOf } from './object-names.ts';
import { podLabelsOf } from './pod-parts.ts';
import { selectorFits } from '../values/label-selector.ts';
import { kindAndName } from '../values/kind-and-name.ts';

/** What a failure says about where it comes from. */
type Blamed = Pick<Failure, 'object' | 'field' | 'expected' | 'observed' | 'hint' | 'file' | 'line'>;

/** How much each sign adds: the more it says about the failure itself, the more. */
const weights = { sameField: 50, sameObject: 40, related: 20, missingObject: 15, value: 15, name: 10, samePart: 10 };

/** Fields that break a lesson more often than others. */
const kinds: readonly (readonly [keys: RegExp, weight: number])[] = [
  [/^(image|command|args|env|envFrom|volumes|volumeMounts|selector|host|path|port|targetPort|initContainers|storageClassName|claimName)$/, 8],
  [/Probe$|^(strategy|affinity|nodeSelector|tolerations|lifecycle|minReadySeconds|sizeLimit)$/, 6],
  [/^(resources|replicas|securityContext|terminationGracePeriodSeconds)$/, 4],
];

/** The differences in the order in which they are worth looking at: what the failure names, its object, what that refers to, the rest. */
export function bySuspicion(comparison: LessonComparison, failure: Blamed): LessonDifference[] {
  const text = textOf(failure);
  return comparison.differences.map((difference) => ({ difference, score: suspicion(difference, failure, text, comparison.objects) }))
    .sort((a, b) => b.score - a.score)
    .map(({ difference }) => difference);
}

/** Whether a failure says anything of a difference in its object beyond that object: its field, its value, or a name on the way to it. */
export function isToldOf(difference: LessonDifference, failure: Blamed): boolean {
  const text = textOf(failure);
  return isSameField(difference, failure) || isSamePart(difference, failure) || isValueTold(difference, text) || isNameTold(difference, text);
}

function textOf(failure: Blamed): string {
  return failureText({ ...failure, elapsedMs: 0, evidence: [], ja: failure });
}

function suspicion(difference: LessonDifference, failure: Blamed, text: string, objects: readonly KubeObject[]): number {
  const { theirs } = difference.difference;
  const own = ownKeyOf(difference);
  return (isSameField(difference, failure) || (!isSameObject(difference, failure) && isTold(text, difference) && [own, ...namesOn(difference)].some((name) => name.length > 2 && text.includes(name))) ? weights.sameField : 0)
    + (isSameObject(difference, failure) ? weights.sameObject : isRelated(difference, failure.object, objects) ? weights.related : 0)
    + (theirs.value === undefined && difference.field === undefined ? weights.missingObject + (isNamedIn(text, difference) ? weights.sameField : 0) : 0)
    + (isValueTold(difference, text) ? weights.value : 0)
    + (isNameTold(difference, text) ? weights.name : 0)
    + (isSamePart(difference, failure) ? weights.samePart : 0)
    + Math.max(0, ...kinds.map(([keys, weight]) => (difference.difference.keys.some((key) => keys.test(key)) ? weight : 0)));
}

function isValueTold({ difference: { ours, theirs } }: LessonDifference, text: string): boolean {
  return [theirs.value, ours.value].some((value) => typeof value === 'string' && value.length > 2 && text.includes(value));
}

/** Whether a failure says the last name on the way to a difference, one of a variable, or a field that is not one of every manifest: `preStop`. */
function isNameTold(difference: LessonDifference, text: string): boolean {
  const fields = difference.difference.keys.filter((key) => telling.test(key));
  return [ownKeyOf(difference), ...namesOn(difference), ...fields].some((name) => name !== '' && new RegExp(`(?<![\\w-])${RegExp.escape(name)}(?![\\w-])`).test(text));
}

/** Fields with parts whose names say less than theirs. */
const telling = /^(\w+Probe|preStop|postStart|strategy|rollingUpdate|affinity|tolerations|securityContext)$/;

/** Whether a difference is in a part of its object that is called like the field at fault: the `ports` of a pod, those of a Service. */
function isSamePart({ difference: { keys } }: LessonDifference, { field }: Blamed): boolean {
  const part = /([A-Za-z]+)(?:\[[^\]]*\])*$/.exec(field ?? '')?.[1];
  return part !== undefined && part !== 'spec' && keys.includes(part);
}

/** Whether a failure says the name of the object that is missing. */
function isNamedIn(text: string, { object }: LessonDifference): boolean {
  const { name } = kindAndName(object);
  return text.includes(`"${name}"`) || text.includes(`/${name} `);
}

/** Variables on the way to a difference. */
function namesOn({ field }: LessonDifference): string[] {
  return [...(field ?? '').matchAll(/\.env\[([^\]]+)\]/g)].map(([, name = '']) => name);
}

/** Whether a failure says the kind and the name of an object beside the one that it is about: what it compares that with. */
function isTold(text: string, { object, ourName }: LessonDifference): boolean {
  return [object, ourName].some((name) => name !== undefined && new RegExp(`(?<![\\w/-])${RegExp.escape(name)}(?![\\w-])`).test(text));
}

/** The last name on the way to a difference that is not a word of every manifest. */
function ownKeyOf({ field }: LessonDifference): string {
  const words = (field ?? '').split(/[.[\]']+/).filter((word) => word.length > 2 && !/^\d+$|^(name|value|key|path|kind|type|data|spec|metadata|port|host|template|containers|items)$/.test(word));
  return words.at(-1) ?? '';
}

export function isSameObject({ object, ourName }: LessonDifference, failure: Pick<Failure, 'object'>): boolean {
  return failure.object === object || failure.object === ourName;
}

/** Whether a difference is in an object of this name, or in one that refers to it or to which it refers. */
export function isNearObject(difference: LessonDifference, object: string, all: readonly KubeObject[]): boolean {
  return isSameObject(difference, { object }) || isRelated(difference, object, all);
}

/** Whether a failure names the place of a difference, what it is part of, or a part of it. */
export function isSameField(difference: LessonDifference, failure: Pick<Failure, 'object' | 'field'>): boolean {
  if (!isSameObject(difference, failure)) return false;
  if (difference.field === undefined) return true;
  const { field } = failure;
  if (field === undefined) return false;
  const [a, b] = [difference.objects.theirs, difference.objects.ours].filter((object) => object !== undefined)
    .map((object) => [inPositions(object, field), inPositions(object, difference.field ?? '')] as const)
    .find(([named, own]) => isPartOf(named, own) || isPartOf(own, named)) ?? [];
  return a !== undefined && b !== undefined && Math.min(a.length, b.length) > 'metadata'.length;
}

function inPositions(object: KubeObject, field: string): string {
  try {
    return formatPath(resolvePath(object, parsePath(field)));
  } catch {
    return field;
  }
}

function isPartOf(part: string, whole: string): boolean {
  return part.startsWith(whole) && ['', '.', '['].includes(part.charAt(whole.length));
}

/** Whether one of the two objects refers to the other: by name, by its labels, or as the host that a variable names. */
function isRelated({ objects: { ours, theirs } }: LessonDifference, other: string, all: readonly KubeObject[]): boolean {
  const { kind, name } = kindAndName(other);
  const others = all.filter((each) => each.kind === kind && each.metadata?.name === name);
  return [ours, theirs].some((each) => each !== undefined && others.some((object) => refersTo(each, object) || refersTo(object, each)));
}

function refersTo(from: KubeObject, to: KubeObject): boolean {
  const [a, b] = [from, to] as Record<string, unknown>[];
  if (a === undefined || b === undefined) return false;
  if (referencesOf(a).some((reference) => reference.kind === to.kind && reference.name === nameOf(b))) return true;
  const selector = isMap(a['spec']) ? a['spec']['selector'] : undefined;
  if (podSpecOf(b) !== undefined && selectorFits(from.kind, selector, podLabelsOf(b))) return true;
  if (from.kind === 'PersistentVolumeClaim' && to.kind === 'PersistentVolume') return true;
  return to.kind === 'Service' && podSpecOf(a) !== undefined && JSON.stringify(podSpecOf(a)).includes(`"${nameOf(b)}"`);
}
