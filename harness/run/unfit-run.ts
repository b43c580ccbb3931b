import type { EndedLesson } from './lesson-handle.ts';

/**
 * Whether a lesson has ended with a measurement that was not fit to judge by, as on a machine with too much other work, and with
 * nothing that is wrong with the run: a process that dies, or a cluster that does not respond, is an error.
 */
export function isUnfit({ result, errors, leftovers, clean }: EndedLesson): boolean {
  return clean && errors.length === 0 && leftovers.length === 0 && result.tests.some(({ status }) => status === 'invalid');
}

/** Whether such a measurement alone has kept it from a verdict: what fails beside it is one. */
export function lacksVerdict(ended: EndedLesson): boolean {
  return isUnfit(ended) && ended.result.tests.every(({ status }) => status !== 'failed');
}
