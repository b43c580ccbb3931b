import { redact } from '../secrets/redact.ts';
import { hidden, isSecretField, isSecretName } from '../secrets/secret-names.ts';
import { isMap, valueAt, type Step } from '../values/field-path.ts';
import { verbatim, type Text } from '../text/language.ts';
import { oneLine } from '../text/show.ts';
import { texts } from '../text/texts.ts';
import type { ManifestDifference } from '../verdict/results.ts';
import { firstDifferentLine } from './first-different-line.ts';
import type { LessonDifference } from './lesson-comparison.ts';
import { kindAndName } from '../values/kind-and-name.ts';

const t = texts.explain;

/** Characters of a value that are shown. */
const longest = 120;
/** Options of a command whose value is secret. */
const secretOption = /^(-{0,2}[\w.-]*(?:password|passwd|token|secret|api-?_?key)[\w.-]*=).+/i;

/** A difference in words, without secrets. */
export function tellDifference(told: LessonDifference): ManifestDifference {
  const { object, field, file, line } = told;
  const [observed, own] = isSecret(told) ? secretSides(told) : sidesOf(told);
  return {
    object, ...(field === undefined ? {} : { field }), ...(file === undefined ? {} : { file }), ...(line === undefined ? {} : { line }),
    observed: observed.en, ours: own.en, ja: { observed: observed.ja, ours: own.ja },
  };
}

/** Data of a Secret, and the value of a variable that is called like one. */
function isSecret({ difference: { keys, ours, theirs }, object, objects }: LessonDifference): boolean {
  if (object.startsWith('Secret/') && (keys[0] === 'data' || keys[0] === 'stringData')) return true;
  if (keys.some(isSecretField)) return true;
  const variable = [objects.theirs === undefined ? undefined : valueAt(objects.theirs, theirs.path.slice(0, -1)), objects.ours === undefined ? undefined : valueAt(objects.ours, ours.path.slice(0, -1))];
  return keys.at(-1) === 'value' && variable.some((each) => isMap(each) && isSecretName(String(each['name'])));
}

function secretSides({ difference: { ours, theirs } }: LessonDifference): [Text, Text] {
  const one = (value: unknown, text: Text): Text => (value === undefined ? t.nothing : text);
  return [one(theirs.value, ours.value === undefined ? t.secret : t.hidden), one(ours.value, t.secret)];
}

function sidesOf({ object, ourName = object, difference: { keys, ours, theirs } }: LessonDifference): [Text, Text] {
  if (keys.length === 0) return [theirs.value === undefined ? t.nothing : t.object(kindAndName(object).kind), ours.value === undefined ? t.nothing : t.object(kindAndName(ourName).kind)];
  const line = firstDifferentLine(theirs.value, ours.value);
  if (line !== undefined) return lineSides(String(theirs.value), String(ours.value), line);
  // The same under another key: the values alone would not tell.
  const [their, own] = [lastKey(theirs.path), lastKey(ours.path)];
  if (theirs.value !== undefined && ours.value !== undefined && their !== own) return [shown(theirs.value, their), shown(ours.value, own)];
  return [shown(theirs.value), shown(ours.value)];
}

/** The key that a path ends with; undefined where it ends with an element of a list. */
function lastKey(path: readonly Step[]): string | undefined {
  const last = path.at(-1);
  return last !== undefined && 'key' in last ? last.key : undefined;
}

function lineSides(theirs: string, ours: string, index: number): [Text, Text] {
  const side = (text: string): Text => {
    const line = text.split('\n')[index];
    return line === undefined ? t.nothing : t.line(index + 1, code(line.trim()));
  };
  return [side(theirs), side(ours)];
}

/** A value on one line: text as it is, all else as JSON; behind its key, where that is told. */
function shown(value: unknown, key?: string): Text {
  if (value === undefined) return t.nothing;
  const safe = redact(value);
  const text = typeof safe === 'string' ? safe : JSON.stringify(withoutSecretOptions(safe));
  return verbatim(code(key === undefined ? text : `${key}: ${text}`));
}

function withoutSecretOptions(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(secretOption, `$1${hidden}`);
  if (Array.isArray(value)) return value.map(withoutSecretOptions);
  return isMap(value) ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutSecretOptions(each)])) : value;
}

function code(text: string): string {
  const line = oneLine(text).replace(secretOption, `$1${hidden}`).replaceAll('`', "'");
  return `\`${line.length > longest ? `${line.slice(0, longest - 1)}…` : line}\``;
}
