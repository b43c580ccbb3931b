import { oneLine } from '../../text/show.ts';
import { defined } from '../../values/defined.ts';
import { describeFailure, failureText } from '../../verdict/lesson-failure.ts';
import type { Failure, TestResult } from '../../verdict/results.ts';
import { brokenBy, untilEndOf, type VariantOutcome } from '../judge.ts';
import type { InPositions } from '../same-place.ts';
import type { CorpusCase, CorpusResult } from './corpus-case.ts';

/** A test that failed. */
interface Failed {
  test: TestResult;
  failure: Failure;
}

/** Whether a case came out as it must, and whether its failure names the field at fault. */
export function judgeCase(one: CorpusCase, outcome: VariantOutcome, inPositions: InPositions): CorpusResult {
  const { tests } = outcome.result;
  const failed = tests.flatMap((test): Failed[] => (test.failure === undefined ? [] : [{ test, failure: test.failure }]));
  const [promise, production] = [failed.find(({ test }) => test.level !== 'production'), failed.find(({ test }) => test.level === 'production')];
  const told = one.level === 'promise' || promise !== undefined ? promise : production;
  const { fullId, lesson, source, passes, level, standsFor } = one;
  return {
    id: fullId, lesson, source, passes, level, ...statusOf(one, outcome, promise, production),
    by: told?.test.title ?? '', message: told === undefined ? '' : oneLine(describeFailure(told.failure)),
    ...(passes ? {} : { namesField: told !== undefined && namesFault(one, told.failure, inPositions) }),
    durationMs: outcome.result.durationMs, ...defined({ failedAfterMs: told && untilEndOf(tests, told.test) }), mistake: standsFor,
  };
}

function statusOf({ passes, level }: CorpusCase, outcome: VariantOutcome, promise: Failed | undefined, production: Failed | undefined): Pick<CorpusResult, 'status' | 'reason'> {
  const broken = brokenBy(outcome);
  if (broken !== undefined) return { status: 'error', reason: broken };
  const wrong = (reason: string): Pick<CorpusResult, 'status' | 'reason'> => ({ status: 'wrong', reason });
  if (passes) return promise !== undefined || (level === 'production' && production !== undefined) ? wrong('a right answer was refused') : { status: 'right' };
  if (level === 'promise') return promise === undefined ? wrong('a mistake went unnoticed') : { status: 'right' };
  if (promise !== undefined) return wrong('what matters in production alone broke the promise');
  return production === undefined ? wrong('a mistake went unnoticed') : { status: 'right' };
}

/**
 * Whether one of the names is in the failure's text, where elements of lists may be called by name or by position, or in the field of the
 * difference from our manifests that is told as the likely cause.
 */
function namesFault({ names }: CorpusCase, failure: Failure, inPositions: InPositions): boolean {
  const placed = failure.field === undefined ? failure : { ...failure, field: inPositions(failure.object, failure.field) };
  const likely = failure.differences?.find((each) => each.likely === true)?.field ?? '';
  const texts = [failureText(failure), failureText(placed), likely];
  return names.some((name) => texts.some((text) => text.includes(name)));
}
