import { oneLine, show } from '../text/show.ts';

/** An error of chai or of node:assert, by the name that both give. */
export function isAssertion(error: unknown): error is Error {
  return error instanceof Error && error.name === 'AssertionError';
}

/** What an assertion expected and saw: its message, which names both, and the value that it looked at. */
export function sidesOf(error: Error): { expected: string; observed: string } {
  const { actual } = error as { actual?: unknown };
  return { expected: oneLine(error.message), observed: actual === undefined ? 'that it does not hold' : show(actual) };
}
