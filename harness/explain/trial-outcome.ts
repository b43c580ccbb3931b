import type { TestResult } from '../verdict/results.ts';
import type { Outcome } from './ddmin.ts';

/**
 * Whether the failure has come again among these tests. What ends a pod at a time of its own, such as a limit that fills up, may do so
 * before the test that has noticed it, or behind it: a failure of the same field of the same object is the same.
 *
 * @param noticed the test that has failed before
 */
export function trialOutcome(noticed: Pick<TestResult, 'title' | 'failure'>, tests: readonly TestResult[]): Outcome {
  const status = tests.find((each) => each.title === noticed.title)?.status;
  if (status === 'failed') return 'fails';
  const isSame = (other: TestResult['failure']): boolean => other !== undefined && other.field !== undefined && other.object === noticed.failure?.object && other.field === noticed.failure.field;
  if (tests.some((each) => isSame(each.failure))) return 'fails';
  return status === 'passed' ? 'passes' : 'unclear';
}
