import { verbatim, type Text } from '../text/language.ts';
import { oneLine, show } from '../text/show.ts';
import { texts } from '../text/texts.ts';

/** An error of chai or of node:assert, by the name that both give. */
export function isAssertion(error: unknown): error is Error {
  return error instanceof Error && error.name === 'AssertionError';
}

/** What an assertion expected and saw: its message, which names both, and the value that it looked at. */
export function sidesOf(error: Error): { expected: Text; observed: Text } {
  const { actual } = error as { actual?: unknown };
  return { expected: verbatim(oneLine(error.message)), observed: actual === undefined ? texts.lessonProcess.doesNotHold : verbatim(show(actual)) };
}
