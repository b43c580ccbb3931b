import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { missingFrom } from '../manifests/contract.ts';
import { hasLesson, loadLesson } from '../manifests/load.ts';
import { readContract } from '../manifests/read-contract.ts';
import { readCategories, readMutants } from '../mutants/read-mutants.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';

/** A lesson's name: its number and what it is about. */
export const lessonName = /^\d\d-[a-z][a-z0-9-]*$/;

/** The documents with a table of what is proved: in short, and in full. */
export const tables = ['README.md', 'README.ja.md', 'docs/what-is-proved.md', 'docs/what-is-proved.ja.md'];

/** Every lesson of a checkout of which there is at least one part, whether or not the others are there. */
export function lessonsBegun(root: string): string[] {
  const named = (folder: string, ending: string): string[] => readdirSync(join(root, folder)).filter((file) => file.endsWith(ending)).map((file) => file.slice(0, file.length - ending.length));
  return [...new Set([...named('manifests', ''), ...named('specs', '.spec.ts'), ...named('mutants', '.yaml')])].filter((name) => lessonName.test(name)).sort();
}

/** What a lesson of a checkout still needs, each in a sentence that says what to add; empty when it has all. */
export function missingParts(root: string, lesson: string): string[] {
  const has = (file: string): boolean => existsSync(join(root, file));
  return [
    ...(hasLesson(join(root, 'manifests'), lesson) ? [] : [`manifests/${lesson}/ has no *.yaml: add the lesson's objects`]),
    ...(has(`specs/${lesson}.spec.ts`) ? [] : [`there is no specs/${lesson}.spec.ts: add what the lesson proves`]),
    ...missingTexts(lesson, has),
    ...missingMutants(root, lesson),
    ...tables.filter((file) => !readFileSync(join(root, file), 'utf8').includes(`\n${rowStart(lesson)}`)).map((file) => `${file} does not list ${lesson}: add a row "${rowStart(lesson)} …" to the table of what is proved`),
    ...missingContract(root, lesson),
  ];
}

/** How the row of a lesson begins in each of these tables. */
export function rowStart(lesson: string): string {
  return `| \`${lesson}\` |`;
}

/** What the lesson's contract lacks: the file, what is wrong in it, or objects of our own manifests that it names. */
function missingContract(root: string, lesson: string): string[] {
  const file = `specs/${lesson}.contract.yaml`;
  if (!existsSync(join(root, file))) return [`there is no ${file}: add the objects and values that the lesson's text tells the learner to use`];
  try {
    const contract = readContract(join(root, 'specs'), lesson);
    const ours = join(root, 'manifests');
    const missing = hasLesson(ours, lesson) ? missingFrom(contract, loadLesson(ours, lesson).map(({ id }) => id)) : [];
    return missing.map(({ object }) => `manifests/${lesson}/ has no ${object}, which ${file} names`);
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    return error.message.split('\n');
  }
}

function missingTexts(lesson: string, has: (file: string) => boolean): string[] {
  const languages = { en: 'English', ja: 'Japanese' };
  return Object.entries(languages).flatMap(([ending, language]) => (has(`specs/${lesson}.${ending}.ts`) ? [] : [`there is no specs/${lesson}.${ending}.ts: add the lesson's titles, messages and hints in ${language}`]));
}

function missingMutants(root: string, lesson: string): string[] {
  const file = `mutants/${lesson}.yaml`;
  if (!existsSync(join(root, file))) return [`there is no ${file}: add a control and a neutral change (mutants/README.md says how)`];
  const folder = join(root, 'mutants');
  const { mutants, neutral, noControl } = readMutants(folder, lesson, readCategories(folder));
  const controlled = mutants.some(({ category }) => category === 'control');
  return [
    ...(neutral.length > 0 ? [] : [`${file} has no neutral change: add one that the lesson must let pass`]),
    ...(controlled || noControl !== undefined ? [] : [`${file} has no mutant of the category control: add one, or say why there is none as "no control: …"`]),
    ...(controlled && noControl !== undefined ? [`${file} has a control and says why it has none: take out "no control"`] : []),
  ];
}
