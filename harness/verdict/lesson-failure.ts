import { asText, mapText, type Text } from '../text/language.ts';
import type { Failure } from './results.ts';

/** What a failure is made of: a {@link Failure} whose texts are still in both languages. */
export type FailureDetails = Omit<Failure, 'expected' | 'observed' | 'hint' | 'evidence' | 'ja'> & {
  expected: Text;
  observed: Text;
  hint?: Text;
  /** Paths relative to the report folder; none when absent. */
  evidence?: string[];
};

/**
 * A lesson's promise does not hold (exit code 1): what a manifest caused, worded so that a learner can act on it.
 *
 * The message is made from the parts, so that terminal, JUnit and HTML say the same.
 */
export class LessonFailure extends Error {
  override readonly name = 'LessonFailure';
  readonly failure: Failure;

  constructor(details: FailureDetails | Failure, options?: ErrorOptions) {
    const failure = 'ja' in details ? details : flattened(details);
    super(describeFailure(failure), options);
    this.failure = failure;
  }
}

/**
 * Characters of a text of a failure: ten screens, more than anybody reads. What a program or a server has said may stand in it,
 * and is told on the terminal and stored in three files.
 */
const longestText = 10_000;

/** The form in which a failure travels and is stored: English, and Japanese beside it. */
export function flattened(details: FailureDetails): Failure {
  const { expected, observed, hint, evidence = [], ...rest } = details;
  const told = (text: Text | string): Text => mapText(asText(text), (words) => (words.length > longestText ? `${words.slice(0, longestText - 1)}…` : words));
  const texts = { expected: told(expected), observed: told(observed), hint: told(hint ?? '') };
  const { en, ja } = { en: inLanguage(texts, 'en'), ja: inLanguage(texts, 'ja') };
  return { ...en, ...rest, evidence, ja };
}

function inLanguage(texts: Record<'expected' | 'observed' | 'hint', Text>, language: 'en' | 'ja'): Pick<Failure, 'expected' | 'observed' | 'hint'> {
  return { expected: texts.expected[language], observed: texts.observed[language], hint: texts.hint[language] };
}

/** One line for people: what was expected, what was seen, on which object, and where that is written. */
export function describeFailure(failure: Failure): string {
  return `${locationOf(failure)}: expected ${failure.expected}, observed ${failure.observed}`;
}

/** `Deployment/web spec.strategy.type (04-mysql/web.yaml:31)`: the object, its field, and where that is written; what is not known is left out. */
export function locationOf({ object, field, file, line }: Pick<Failure, 'object' | 'field' | 'file' | 'line'>): string {
  const position = file === undefined ? '' : ` (${file}${line === undefined ? '' : `:${line}`})`;
  return `${object}${field === undefined ? '' : ` ${field}`}${position}`;
}

/** All that a learner reads of a failure. */
export function failureText(failure: Failure): string {
  return `${describeFailure(failure)}\n${failure.hint}`;
}
