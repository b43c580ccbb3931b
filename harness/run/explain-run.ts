import { bySuspicion } from '../explain/suspicion.ts';
import type { Outcome } from '../explain/ddmin.ts';
import { findCauses, type Causes, type Trial } from '../explain/find-causes.ts';
import type { LessonComparison, LessonDifference, PlacedObject } from '../explain/lesson-comparison.ts';
import { tellDifference } from '../explain/tell-difference.ts';
import { trialOutcome } from '../explain/trial-outcome.ts';
import type { FolderFiles } from '../manifests/folder-files.ts';
import { seconds } from '../text/duration.ts';
import { joinTexts, verbatim, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import type { Explained, TestResult } from '../verdict/results.ts';
import { defined } from '../values/defined.ts';
import type { Work } from './job.ts';
import type { VariantRuns } from './variant-runs.ts';

const t = texts.explain;

/** Runs side by side that look for one cause: as many as mutants. */
export const runsForOneCause = 2;

/** Differences that are named on one line of the progress. */
const named = 3;

/** A failure that is to be explained. */
export interface Unexplained {
  lesson: string;
  /** Its test, which has failed. */
  test: TestResult;
  comparison: LessonComparison;
  /** The same, with everything for a difference; undefined where that is not to be had. */
  strict: () => LessonComparison | undefined;
  /** What the runs are called in the report folder; the lesson's name when absent. */
  id?: string;
}

export interface ExplainLimits {
  /** At most so many runs of the lesson. */
  most: number;
  /** Runs side by side. */
  jobs: number;
}

/** What was found out, and with which differences. */
export interface Explanation {
  explained: Explained;
  causes: Causes['causes'];
}

/**
 * Runs a failed lesson again and again, with some of the differences taken back each time, until a smallest set of them is known to be the
 * cause. Undefined when the run was interrupted, or nothing differs.
 *
 * @param say hears how it goes on
 */
export async function explainFailure(what: Unexplained, runs: VariantRuns, work: Work, limits: ExplainLimits, say: (line: Text) => void): Promise<Explanation | undefined> {
  const { lesson, test, comparison, strict } = what;
  const { failure } = test;
  if (failure === undefined) return undefined;
  const startedAt = Date.now();
  const title: Text = { en: test.title, ja: test.ja?.title ?? test.title };
  say(t.begins(lesson, title, comparison.differences.length, limits.most));
  let made = 0;
  const causes = await findCauses({
    failure, comparison, strict, ...limits,
    run: async (trials, alone) => {
      const outcomes = await runTrials(trials, alone, what, runs, work);
      trials.forEach(({ taken }, index) => {
        if (!work.signal.aborted) say(t.tried(`${made += 1}/${limits.most}`, nameOf(taken, comparison), t.outcomes[outcomes[index] ?? 'unclear'], seconds(Date.now() - startedAt)));
      });
      return outcomes;
    },
  });
  if (work.signal.aborted) return undefined;
  const ordered = bySuspicion(comparison, failure);
  const inOrder = (cause: readonly LessonDifference[]): LessonDifference[] => cause.toSorted((a, b) => ordered.indexOf(a) - ordered.indexOf(b));
  const { verdict, passesWithout, runs: count } = causes;
  const explained = { verdict, test: test.title, causes: causes.causes.map((cause) => inOrder(cause).map(tellDifference)), ...defined({ passesWithout }), runs: count, durationMs: Date.now() - startedAt };
  return { explained, causes: causes.causes };
}

/** Whether the lesson failed as that test did, passed it, or did not get so far. */
async function runTrials(trials: readonly Trial[], alone: boolean, { lesson, test, id = lesson }: Unexplained, runs: VariantRuns, work: Work): Promise<Outcome[]> {
  const outcomes = trials.map((): Outcome => 'unclear');
  await runs.run(trials.map(({ objects, taken }, index) => ({
    lesson, id: `${id} ${taken.map(({ object, field = '' }) => `${object} ${field}`).join(', ')}`, files: filesOf(objects), ...(alone ? { only: test.title } : {}),
    onEnd: ({ result, errors }) => {
      if (errors.length === 0) outcomes[index] = trialOutcome(test, result.tests);
    },
  })), work);
  return outcomes;
}

function filesOf(objects: readonly PlacedObject[]): FolderFiles {
  return new Map(objects.map(({ lesson, object }, index) => [`${lesson}/${String(index).padStart(2, '0')}-${object.kind?.toLowerCase() ?? ''}.json`, `${JSON.stringify(object, undefined, 2)}\n`]));
}

function nameOf(taken: readonly LessonDifference[], { differences }: LessonComparison): Text {
  if (taken.length === 0) return t.none;
  if (taken.length === differences.length) return t.all(taken.length);
  const names = taken.slice(0, named).map(({ object, field = '' }) => verbatim(`${object} ${field}`.trim()));
  return t.only(joinTexts(taken.length > named ? [...names, t.others(taken.length - named)] : names));
}
