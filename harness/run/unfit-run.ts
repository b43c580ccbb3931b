import type { EndedLesson } from './lesson-handle.ts';

/**
 * Whether a lesson has ended without a verdict because a measurement was not fit to judge by, as on a machine with too much
 * other work, and for no other reason: a process that dies, or a cluster that does not respond, is an error.
 */
export function isUnfit({ result, errors, leftovers, clean }: EndedLesson): boolean {
  return clean && errors.length === 0 && leftovers.length === 0 && result.tests.some(({ status }) => status === 'invalid') && result.tests.every(({ status }) => status !== 'failed');
}
