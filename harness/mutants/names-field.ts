import { failureText } from '../verdict/lesson-failure.ts';
import type { Failure, ManifestDifference } from '../verdict/results.ts';
import { fieldsOf, type Change, type Mutant, type Variant } from './mutant.ts';
import type { InPositions } from './same-place.ts';
import { kindAndName } from '../values/kind-and-name.ts';

/** What a mutant or a case has changed, and what a failure may name instead. */
export type NamedChange = Variant & { names: string[] };

/** Keys that say too little by themselves. */
const commonKeys = ['name', 'value', 'key', 'path', 'app', 'kind', 'type', 'data', 'spec', 'metadata', 'port', 'number', 'host', 'to', 'in', 'one'];

/**
 * Whether a failure names what the mutant has changed: its object, and the field (or what the field is part of), or one of
 * the mutant's own `names`. An element of a list may be called by its name or by its position.
 */
export function namesField(mutant: Mutant, failure: Failure, inPositions: InPositions): boolean {
  const { field } = failure;
  const inWords = failureText(failure);
  // The names of elements on the way to another field are no mention of them.
  const placed = field === undefined ? failure : { ...failure, field: inPositions(failure.object, field) };
  const text = failureText(placed);
  // What was refused stands in a line, and the learner must be told which.
  if (failure.refused === true && failure.line === undefined) return false;
  if (mutant.names.some((name) => inWords.includes(name) || text.includes(name))) return true;
  if (mutant.changes.every((change) => change.do === 'text') && failure.object.startsWith('File/')) return failure.line !== undefined;
  if (!namesObject(mutant, failure, text)) return false;
  const fields = fieldsOf(mutant);
  if (fields.length === 0) return true;
  return fields.some((changed) => isNear(placed.field, inPositions(mutant.object, changed)) || holdsWord(text, lastKey(changed))) || valuesOf(mutant.changes).some((value) => holdsWord(text, value));
}

/** Whether the most suspicious of the differences told with a failure is what the mutant has changed. */
export function isNamedByDifference(mutant: Mutant, { differences: [first] = [] }: Failure, inPositions: InPositions): boolean {
  return first !== undefined && isChangedPlace(mutant, first, inPositions);
}

/** Whether a variant has changed what is at this place, a part of it, or what it is part of. */
export function isChangedPlace(variant: NamedChange, { object, field }: Pick<ManifestDifference, 'object' | 'field'>, inPositions: InPositions): boolean {
  if (variant.names.some((name) => field?.includes(name) === true)) return true;
  if (![variant.object, ...variant.changes.flatMap(({ of }) => of ?? [])].some((changed) => changed === object) && field !== undefined) return field === 'metadata.name';
  const fields = fieldsOf(variant);
  // A change may be of another object than the variant's own.
  return field === undefined || fields.length === 0 || fields.some((changed) => [variant.object, object].some((owner) => isNear(inPositions(object, field), inPositions(owner, changed))));
}

function namesObject(mutant: Mutant, failure: Failure, text: string): boolean {
  return [mutant.object, ...mutant.changes.flatMap(({ of }) => of ?? [])].some((object) => {
    const { kind, name } = kindAndName(object);
    return failure.object === object || holdsWord(text, object) || (holdsWord(text, name) && text.toLowerCase().includes(kind.toLowerCase()));
  });
}

/** One of the two paths begins with the other; to name one key (`spec`) leads nowhere. */
function isNear(named: string | undefined, changed: string): boolean {
  if (named === undefined) return false;
  // What a Secret holds is one map, in whichever of the two it is written.
  const [a = '', b = ''] = [named, changed].map((path) => path.replace(/^stringData/, 'data'));
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  const next = long.charAt(short.length);
  return long.startsWith(short) && ['', '.', '['].includes(next) && (short === b || /[.[]/.test(short));
}

/** The last key of a path that says something: of `env[DB_HOST].value` that is `DB_HOST`. */
function lastKey(path: string): string {
  const keys = path.split(/[.[\]'"]+/).filter((key) => key !== '' && !/^\d+$/.test(key) && !commonKeys.includes(key));
  return keys.at(-1) ?? '';
}

function valuesOf(changes: readonly Change[]): string[] {
  return changes.flatMap((change) => ('to' in change && typeof change.to === 'string' && change.to.length >= 3 ? [change.to] : []));
}

function holdsWord(text: string, word: string): boolean {
  if (word === '') return false;
  const at = text.indexOf(word);
  if (at < 0) return false;
  const isWord = (sign: string): boolean => /[\w-]/.test(sign);
  return !isWord(text.charAt(at - 1)) && !isWord(text.charAt(at + word.length)) ? true : holdsWord(text.slice(at + 1), word);
}
