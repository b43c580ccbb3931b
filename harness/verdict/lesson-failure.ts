import type { Failure } from './results.ts';

/**
 * A lesson's promise does not hold (exit code 1): what a manifest caused, told so that a learner can act on it.
 *
 * The message is made from the parts, so that terminal, JUnit and HTML say the same.
 */
export class LessonFailure extends Error {
  override readonly name = 'LessonFailure';
  readonly failure: Failure;

  constructor(failure: Failure, options?: ErrorOptions) {
    super(describeFailure(failure), options);
    this.failure = failure;
  }
}

/** One line for people: what was expected, what was seen, on which object, and where that is written. */
export function describeFailure(failure: Failure): string {
  const place = failure.file === undefined ? '' : ` (${failure.file}${failure.line === undefined ? '' : `:${failure.line}`})`;
  const field = failure.field === undefined ? '' : ` ${failure.field}`;
  return `${failure.object}${field}${place}: expected ${failure.expected}, observed ${failure.observed}`;
}

/** All that a learner reads of a failure. */
export function failureText(failure: Failure): string {
  return `${describeFailure(failure)}\n${failure.hint}`;
}
