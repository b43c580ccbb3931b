import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { isMap } from '../../values/field-path.ts';
import type { ObjectName } from '../../manifests/manifest.ts';
import { nearestName } from '../../text/nearest-name.ts';
import { verbatim } from '../../text/language.ts';
import { texts } from '../../text/texts.ts';
import { EnvironmentError } from '../../verdict/environment-error.ts';
import { levels, type Level } from '../../verdict/level.ts';
import type { Change } from '../mutant.ts';
import { readChange } from '../read-change.ts';
import type { CorpusCase } from './corpus-case.ts';

const keys = ['source', 'mistake', 'right', 'passes', 'level', 'object', 'in', 'change', 'names'];

/** Reads the cases of a lesson: `corpus/<lesson>/<id>.yaml`, one a file. Throws {@link EnvironmentError} that names the file and what is wrong. */
export function readCorpus(folder: string, lesson: string): CorpusCase[] {
  const dir = join(folder, lesson);
  if (!existsSync(dir)) return [];
  return readdirSync(dir).filter((name) => name.endsWith('.yaml')).sort().map((name) => {
    try {
      return caseOf(lesson, name.slice(0, -'.yaml'.length), parse(readFileSync(join(dir, name), 'utf8')));
    } catch (error) {
      const [problem = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
      throw new EnvironmentError(`corpus/${lesson}/${name}`, verbatim(problem), texts.mutants.errors.wrongCase);
    }
  });
}

function caseOf(lesson: string, id: string, content: unknown): CorpusCase {
  if (!isMap(content)) throw new Error('it is no map');
  if (!/^[a-z0-9][a-z0-9-]*$/.test(id)) throw new Error('the name of the file is not made of small letters, digits and -');
  for (const key of Object.keys(content)) {
    if (keys.includes(key)) continue;
    const meant = nearestName(key, keys);
    throw new Error(`it has a key "${key}"${meant === undefined ? '' : `; did you mean ${meant}?`}`);
  }
  const { passes } = content;
  if (typeof passes !== 'boolean') throw new Error('passes is neither true nor false');
  const source = textOf(content, 'source');
  if (!/^https:\/\/\S+$/.test(source)) throw new Error('source is no public address');
  const object = textOf(content, 'object');
  if (!isObjectName(object)) throw new Error('object is not Kind/name');
  const names = content['names'] ?? [];
  if (!Array.isArray(names) || !names.every((name) => typeof name === 'string')) throw new Error('names is no list of texts');
  if (passes === (names.length > 0)) throw new Error(passes ? 'names: nothing is at fault in a right answer' : 'it has no names: the field at fault');
  return {
    fullId: `${lesson}/${id}`, lesson, id, source, passes, level: levelOf(content['level'] ?? (passes ? 'production' : 'promise')), names, object,
    changes: changesOf(content['change']), standsFor: textOf(content, passes ? 'right' : 'mistake'),
    ...(content['in'] === undefined ? {} : { folder: textOf(content, 'in') }),
  };
}

function changesOf(value: unknown): Change[] {
  if (!Array.isArray(value) || value.length === 0 || !value.every(isMap)) throw new Error('change is no list of maps');
  return value.map(readChange);
}

function levelOf(value: unknown): Level {
  const level = levels.find((each) => each === value);
  if (level === undefined) throw new Error(`level is none of ${levels.join(', ')}`);
  return level;
}

function textOf(content: Record<string, unknown>, key: string): string {
  const value = content[key];
  if (typeof value !== 'string' || value.trim() === '') throw new Error(`it has no ${key}`);
  return value.trim();
}

function isObjectName(text: string): text is ObjectName {
  return /^[A-Z][A-Za-z]*\/\S+$/.test(text);
}
