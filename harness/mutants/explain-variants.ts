import pLimit from 'p-limit';
import { compareFolders, type ComparedFolders } from '../explain/compare-folders.ts';
import type { LessonComparison } from '../explain/lesson-comparison.ts';
import { explainFailure, runsForOneCause, type Unexplained } from '../run/explain-run.ts';
import type { Work } from '../run/job.ts';
import type { EndedLesson } from '../run/lesson-handle.ts';
import type { VariantRuns } from '../run/variant-runs.ts';
import { seconds } from '../text/duration.ts';
import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { isChangedPlace, type NamedChange } from './names-field.ts';
import type { ExplainedVariant } from './explained-variant.ts';
import type { InPositions } from './same-place.ts';

const t = texts.mutants;

/** Runs for one variant at most: as `npm test -- --explain` has. */
const mostRuns = 12;

/** A mutant or a case that has failed, and how. */
export interface UnexplainedVariant {
  variant: NamedChange;
  unexplained: Unexplained;
  /** Its lesson needs what one lesson has at a time: two that do not know of each other would disturb each other. */
  takesTurns: boolean;
  /** Takes what was found. */
  keep: (explained: ExplainedVariant) => void;
}

/**
 * What is to be explained of a variant's run: nothing where that test did not fail.
 *
 * @param by title of the test that is told
 */
export function toExplain(variant: NamedChange, by: string, { result: { tests }, standsOn, takesTurns }: EndedLesson, comparison: LessonComparison, folders: ComparedFolders, keep: UnexplainedVariant['keep']): UnexplainedVariant[] {
  const test = tests.find(({ title, failure }) => title === by && failure !== undefined);
  if (test === undefined) return [];
  // Its folder is gone by the time it is asked for.
  const strict = compareFolders(folders, variant.lesson, standsOn, true);
  return [{ variant, unexplained: { lesson: variant.lesson, id: `explain ${variant.id}`, test, comparison, strict: () => strict }, takesTurns, keep }];
}

/**
 * Looks for the cause of each as if its field were not known, with as many runs side by side as `npm test -- --explain` has, and notes
 * whether that field was found.
 *
 * @param jobs runs side by side in all: of four, two causes are looked for at a time, and one where its lesson takes turns
 */
export async function explainVariants(all: readonly UnexplainedVariant[], positionsFor: (variant: NamedChange) => InPositions, runs: VariantRuns, work: Work, jobs: number, say: (line: Text) => void): Promise<void> {
  let done = 0;
  const explain = async ({ variant, unexplained, keep }: UnexplainedVariant): Promise<void> => {
    if (work.signal.aborted) return;
    const explanation = await explainFailure(unexplained, runs, work, { most: mostRuns, jobs: Math.min(jobs, runsForOneCause) }, () => undefined);
    if (explanation === undefined) return;
    const { verdict, causes, runs: count, durationMs } = explanation.explained;
    const inPositions = positionsFor(variant);
    const found = verdict === 'proved' && causes.every((cause) => cause.some((each) => isChangedPlace(variant, each, inPositions)));
    const places = causes.flat().map(({ object, field = '' }) => `${object} ${field}`.trim());
    keep({ verdict, found, causes: places, runs: count, durationMs });
    say(t.explained(`${done += 1}/${all.length}`.padStart(11), found ? '✔' : '✘', variant.fullId, `${verdict}: ${places.join(', ')}`, seconds(durationMs)));
  };
  await pLimit(Math.max(1, Math.floor(jobs / runsForOneCause))).map(all.filter(({ takesTurns }) => !takesTurns), explain);
  for (const each of all) if (each.takesTurns) await explain(each);
}
