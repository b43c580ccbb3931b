import { isMap } from '../values/field-path.ts';
import { loadLesson } from '../manifests/load.ts';
import { parseSources } from '../manifests/source.ts';
import { changedFolders } from './manifest-folders.ts';
import type { EquivalentRule, LessonMutants, Mutant, Variant } from './mutant.ts';
import { fieldsIn } from './operators/field-walk.ts';
import { operators } from './operators/operators.ts';
import { defined } from '../values/defined.ts';

/**
 * Every mutant of a lesson: those of its file, then those that the operators make of its folder. What makes the same
 * objects as an earlier one is left out.
 *
 * @param dir folder of the lessons' manifests
 * @param common what nobody can see in any lesson
 */
export function allMutants(dir: string, listed: LessonMutants, common: readonly EquivalentRule[] = []): Mutant[] {
  const known = new Map<string, string>();
  const outcomeOf = (variant: Variant): string => JSON.stringify([...changedFolders(dir, variant)].map(([file, text]) => objectsOf(file, text, known)));
  const seen = new Set([nothingChanged(listed.lesson), ...listed.mutants].map(outcomeOf));
  const made = operatorMutants(dir, listed.lesson).filter((mutant) => {
    const outcome = outcomeOf(mutant);
    const isNew = !seen.has(outcome);
    seen.add(outcome);
    return isNew;
  });
  return [...listed.mutants, ...made.map((mutant) => withReason(mutant, [...listed.rules, ...common]))];
}

function operatorMutants(dir: string, lesson: string): Mutant[] {
  const manifests = loadLesson(dir, lesson);
  return operators.flatMap((operator) => manifests.flatMap((manifest) => fieldsIn(manifest.object).flatMap((field): Mutant[] => {
    const change = operator.change(field, manifest.kind);
    if (change === undefined) return [];
    const id = `${manifest.kind}-${manifest.name}--${field.path}--${operator.name}`;
    return [{
      fullId: `${lesson}/${id}`, lesson, id, object: manifest.id, changes: [change], standsFor: operator.standsFor.replace('FIELD', `\`${field.path}\``),
      category: operator.category, source: 'operator', names: [],
    }];
  })));
}

/** Which of a lesson's rules fit no mutant: they are out of date. */
export function idleRules(mutants: readonly Mutant[], rules: readonly EquivalentRule[]): EquivalentRule[] {
  return rules.filter((rule) => !mutants.some((mutant) => mutant.source === 'operator' && fits(rule, mutant)));
}

function withReason(mutant: Mutant, rules: readonly EquivalentRule[]): Mutant {
  const rule = rules.find((each) => fits(each, mutant));
  return rule === undefined ? mutant : { ...mutant, ...defined({ equivalent: rule.equivalent, unseen: rule.unseen }) };
}

function fits(rule: EquivalentRule, mutant: Mutant): boolean {
  const [, field = '', operator] = mutant.id.split('--');
  return rule.except?.includes(mutant.lesson) !== true && isLike(mutant.object, rule.object) && isLike(field, rule.field) && (rule.operator ?? operator) === operator;
}

/** Whether a text is what a pattern says, in which `*` stands for anything. */
function isLike(text: string, pattern: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`).test(text);
}

/**
 * What a file holds, in a form in which the same objects are the same text whatever their order of keys. Most files are the
 * same in all variants of a lesson: `known` keeps what was read.
 */
function objectsOf(file: string, text: string, known: Map<string, string>): string {
  const before = known.get(text);
  if (before !== undefined) return before;
  let objects: string;
  try {
    objects = JSON.stringify(parseSources(text, file).map((source) => source.value()), canonical);
  } catch {
    // Not YAML: only the same as itself.
    objects = text;
  }
  known.set(text, objects);
  return objects;
}

/** A field without a value is no field: an emptied map and a missing one are the same to the API server. */
function canonical(_key: string, value: unknown): unknown {
  if (value === null) return undefined;
  return isMap(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;
}

function nothingChanged(lesson: string): Variant {
  return { fullId: lesson, lesson, id: '', object: 'Lesson/none', changes: [], standsFor: '' };
}
