import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { insertInOrder } from './insert-in-order.ts';
import { lessonName, lessonsBegun, rowStart } from './lesson-parts.ts';
import { contract, controls, english, japanese, manifest, rows, spec } from './templates.ts';
import { texts } from '../text/texts.ts';
import type { Text } from '../text/language.ts';

const t = texts.scaffold;

/** A namespace has at most 63 characters, and the run's id and the name of a control come behind the lesson's. */
const longest = 40;

/**
 * Makes every part of a new lesson, small but complete: one pod, and a spec that sees what it does.
 *
 * @returns the files that were made or changed, relative to the checkout
 * @throws EnvironmentError when there can be no lesson of that name
 */
export function newLesson(root: string, name: string): string[] {
  refuseName(name, lessonsBegun(root));
  const topic = topicOf(name);
  const made: Record<string, string> = {
    [`manifests/${name}/${topic}.yaml`]: manifest(topic),
    [`specs/${name}.spec.ts`]: spec(name, topic),
    [`specs/${name}.contract.yaml`]: contract(topic),
    [`specs/${name}.en.ts`]: english(topic),
    [`specs/${name}.ja.ts`]: japanese(name, topic),
    [`mutants/${name}.yaml`]: controls(topic),
  };
  const row = /^\| `(\d\d-[a-z0-9-]+)` \|/;
  const changed = Object.fromEntries(Object.entries(rows(name)).map(([file, cells]) => [file, insertInOrder(read(root, file), `${rowStart(name)} ${cells}`, row)]));
  for (const file of Object.keys(made)) {
    if (existsSync(join(root, file))) throw new EnvironmentError('new-lesson', t.exists(file), t.anotherName);
  }
  for (const [file, text] of Object.entries({ ...made, ...changed })) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return [...Object.keys(made), ...Object.keys(changed)];
}

function refuseName(name: string, taken: readonly string[]): void {
  const refuse = (problem: Text, hint: Text): never => { throw new EnvironmentError('new-lesson', problem, hint); };
  if (name === '') refuse(t.noName, t.giveName);
  if (!lessonName.test(name) || name.endsWith('-')) refuse(t.badName(name), t.nameForm);
  if (name.length > longest) refuse(t.tooLong(name, name.length), t.longest(longest));
  const sameNumber = taken.find((other) => other.slice(0, 2) === name.slice(0, 2));
  if (sameNumber !== undefined) refuse(t.numberTaken(name.slice(0, 2), sameNumber), t.free(`${firstFree(taken)}-${topicOf(name)}`));
  const sameTopic = taken.find((other) => topicOf(other) === topicOf(name));
  if (sameTopic !== undefined) refuse(t.topicTaken(topicOf(name), sameTopic), t.withoutNumber);
}

/** The number after the last lesson's. */
function firstFree(taken: readonly string[]): string {
  return String(Math.max(0, ...taken.map((name) => Number(name.slice(0, 2)))) + 1).padStart(2, '0');
}

function topicOf(name: string): string {
  return name.slice(3);
}

function read(root: string, file: string): string {
  return readFileSync(join(root, file), 'utf8');
}
