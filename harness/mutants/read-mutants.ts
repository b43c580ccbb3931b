import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { nearestName } from '../text/nearest-name.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { levels, type Level } from '../verdict/level.ts';
import { isMap } from '../values/field-path.ts';
import type { ObjectName } from '../manifests/manifest.ts';
import type { EquivalentRule, LessonMutants, Mutant, Variant } from './mutant.ts';
import { readChange } from './read-change.ts';
import { texts } from '../text/texts.ts';
import { verbatim } from '../text/language.ts';

/** One kind of mistake. */
export interface Category {
  says: string;
  /** Where the kind comes from. */
  source: string;
}

/** The key of the reason why behaviour cannot show a mutant. */
const unseen = 'unseen by behaviour';

/** Of a lesson that does not say how long it takes. */
const usualSeconds = 30;

/** Reads `categories.yaml` of the folder of mutants. Throws {@link EnvironmentError}. */
export function readCategories(folder: string): Map<string, Category> {
  const content = parseFile(join(folder, 'categories.yaml'));
  return new Map(Object.entries(content).map(([id, value]) => {
    if (!isMap(value) || typeof value['says'] !== 'string' || typeof value['source'] !== 'string') throw wrong('categories.yaml', `${id} needs says and source`);
    return [id, { says: value['says'], source: value['source'] }];
  }));
}

/** Reads `equivalents.yaml`: what nobody can see in any lesson. Throws {@link EnvironmentError}. */
export function readEquivalents(folder: string): EquivalentRule[] {
  const file = 'equivalents.yaml';
  if (!existsSync(join(folder, file))) return [];
  const reader = new Reader(file, '', new Map());
  return reader.list('skip', parseFile(join(folder, file))['skip']).map((entry) => reader.rule(entry));
}

/** Reads the mutants of a lesson; a lesson without a file has none of its own. Throws {@link EnvironmentError}. */
export function readMutants(folder: string, lesson: string, categories: ReadonlyMap<string, Category>): LessonMutants {
  const file = `${lesson}.yaml`;
  const content = existsSync(join(folder, file)) ? parseFile(join(folder, file)) : {};
  const reader = new Reader(file, lesson, categories);
  reader.onlyKeys('the file', content, ['seconds', 'places', 'no control', 'mutants', 'neutral', 'operators']);
  const seconds = content['seconds'] ?? usualSeconds;
  if (typeof seconds !== 'number' || seconds <= 0) throw wrong(file, 'seconds is no number above zero');
  const places = content['places'] ?? 1;
  if (typeof places !== 'number' || !Number.isInteger(places) || places < 1) throw wrong(file, 'places is no whole number above zero');
  const mutants = reader.list('mutants', content['mutants']).map((entry) => reader.mutant(entry));
  const neutral = reader.list('neutral', content['neutral']).map((entry) => reader.neutral(entry));
  const operators = content['operators'] ?? {};
  if (!isMap(operators)) throw wrong(file, 'operators is no map');
  const rules = reader.list('operators.skip', operators['skip']).map((entry) => reader.rule(entry));
  const seen = new Set<string>();
  for (const { id } of [...mutants, ...neutral]) {
    if (seen.has(id)) throw wrong(file, `the id "${id}" is there twice`);
    seen.add(id);
  }
  return { lesson, seconds, places, mutants, neutral, rules, ...(content['no control'] === undefined ? {} : { noControl: reader.text('the file', content, 'no control') }) };
}

function parseFile(path: string): Record<string, unknown> {
  const name = path.split('/').at(-1) ?? path;
  let content: unknown;
  try {
    content = parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw wrong(name, error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
  }
  if (!isMap(content)) throw wrong(name, 'it is no map');
  return content;
}

function wrong(file: string, problem: string): EnvironmentError {
  return new EnvironmentError(`mutants/${file}`, verbatim(problem), texts.mutants.errors.wrongFile);
}

/** Reads the entries of one file and says which one is wrong. */
class Reader {
  readonly #file: string;
  readonly #lesson: string;
  readonly #categories: ReadonlyMap<string, Category>;

  constructor(file: string, lesson: string, categories: ReadonlyMap<string, Category>) {
    this.#file = file;
    this.#lesson = lesson;
    this.#categories = categories;
  }

  list(name: string, value: unknown): Record<string, unknown>[] {
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value) || !value.every(isMap)) throw wrong(this.#file, `${name} is no list of maps`);
    return value;
  }

  onlyKeys(where: string, entry: Record<string, unknown>, known: readonly string[]): void {
    for (const key of Object.keys(entry)) {
      if (known.includes(key)) continue;
      const meant = nearestName(key, known);
      throw wrong(this.#file, `${where} has a key "${key}"${meant === undefined ? '' : `; did you mean ${meant}?`}`);
    }
  }

  mutant(entry: Record<string, unknown>): Mutant {
    const variant = this.#variant(entry, ['category', 'names', 'because', 'equivalent', unseen]);
    const { id } = variant;
    const category = this.text(id, entry, 'category');
    if (!this.#categories.has(category)) {
      const meant = nearestName(category, [...this.#categories.keys()]);
      throw wrong(this.#file, `${id}: there is no category "${category}"${meant === undefined ? '' : `; did you mean ${meant}?`}`);
    }
    // Whatever else fails first would make a control count that has proved nothing.
    if (category === 'control' && entry['because'] === undefined) throw wrong(this.#file, `${id}: a control needs because: what must its failure say?`);
    const names = entry['names'] ?? [];
    if (!Array.isArray(names) || !names.every((name) => typeof name === 'string')) throw wrong(this.#file, `${id}: names is no list of texts`);
    return {
      ...variant, category, source: 'listed', names,
      ...(entry['because'] === undefined ? {} : { because: this.#pattern(id, this.text(id, entry, 'because')) }),
      ...(entry['equivalent'] === undefined ? {} : { equivalent: this.text(id, entry, 'equivalent') }),
      ...(entry[unseen] === undefined ? {} : { unseen: this.text(id, entry, unseen) }),
    };
  }

  neutral(entry: Record<string, unknown>): Variant {
    return this.#variant(entry, []);
  }

  lessons(where: string, value: unknown): string[] {
    if (!Array.isArray(value) || !value.every((each) => typeof each === 'string')) throw wrong(this.#file, `${where}: except is no list of lessons`);
    return value;
  }

  rule(entry: Record<string, unknown>): EquivalentRule {
    this.onlyKeys('operators.skip', entry, ['object', 'field', 'operator', 'except', 'equivalent', unseen]);
    const field = this.text('operators.skip', entry, 'field');
    if ((entry['equivalent'] === undefined) === (entry[unseen] === undefined)) throw wrong(this.#file, `${field}: it needs either equivalent or ${unseen}`);
    return {
      object: this.text(field, entry, 'object'), field,
      ...(entry['equivalent'] === undefined ? { unseen: this.text(field, entry, unseen) } : { equivalent: this.text(field, entry, 'equivalent') }),
      ...(entry['operator'] === undefined ? {} : { operator: this.text(field, entry, 'operator') }),
      ...(entry['except'] === undefined ? {} : { except: this.lessons(field, entry['except']) }),
    };
  }

  #variant(entry: Record<string, unknown>, more: readonly string[]): Variant {
    const id = this.text('an entry', entry, 'id');
    this.onlyKeys(id, entry, ['id', 'object', 'in', 'change', 'stands for', 'level', ...more]);
    if (!/^[a-z0-9][a-z0-9-]*$/.test(id)) throw wrong(this.#file, `the id "${id}" is not made of small letters, digits and -`);
    const object = this.#objectName(id, entry['object']);
    const changes = this.list(`${id}: change`, entry['change']).map((change) => {
      try {
        return readChange(change);
      } catch (error) {
        throw wrong(this.#file, `${id}: ${error instanceof Error ? error.message : String(error)}`);
      }
    });
    if (changes.length === 0) throw wrong(this.#file, `${id}: it changes nothing`);
    return {
      fullId: `${this.#lesson}/${id}`, lesson: this.#lesson, id, object, changes, standsFor: this.text(id, entry, 'stands for'),
      ...(entry['in'] === undefined ? {} : { folder: this.text(id, entry, 'in') }),
      ...(entry['level'] === undefined ? {} : { level: this.#level(id, entry['level']) }),
    };
  }

  #level(id: string, value: unknown): Level {
    const level = levels.find((each) => each === value);
    if (level === undefined) throw wrong(this.#file, `${id}: level is neither ${levels.join(' nor ')}`);
    return level;
  }

  text(where: string, entry: Record<string, unknown>, key: string): string {
    const value = entry[key];
    if (typeof value !== 'string' || value.trim() === '') throw wrong(this.#file, `${where} has no ${key}`);
    return value;
  }

  #objectName(where: string, value: unknown): ObjectName {
    if (typeof value !== 'string' || !isObjectName(value)) throw wrong(this.#file, `${where}: object is not Kind/name`);
    return value;
  }

  #pattern(id: string, text: string): RegExp {
    const found = /^\/(.*)\/([imsu]*)$/s.exec(text.trim());
    if (found === null) throw wrong(this.#file, `${id}: because is not a /regular expression/`);
    try {
      return new RegExp(found[1] ?? '', found[2]);
    } catch (error) {
      throw wrong(this.#file, `${id}: because: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

function isObjectName(text: string): text is ObjectName {
  return /^[A-Z][A-Za-z]*\/\S+$/.test(text);
}
