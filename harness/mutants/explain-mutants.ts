import { compareFolders, type ComparedFolders } from '../explain/compare-folders.ts';
import type { LessonComparison } from '../explain/lesson-comparison.ts';
import { explainFailure, type Unexplained } from '../run/explain-run.ts';
import type { Work } from '../run/job.ts';
import type { EndedLesson } from '../run/lesson-handle.ts';
import type { VariantRuns } from '../run/variant-runs.ts';
import { seconds } from '../text/duration.ts';
import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { isChangedPlace } from './names-field.ts';
import type { MutantResult } from './mutant-results.ts';
import type { Mutant } from './mutant.ts';
import type { InPositions } from './same-place.ts';

const t = texts.mutants;

/** Runs for one mutant at most: as `npm test -- --explain` has. */
const mostRuns = 12;

/** A mutant that was killed, and its failure. */
export interface UnexplainedMutant {
  mutant: Mutant;
  result: MutantResult;
  unexplained: Unexplained;
}

/** What is to be explained of a mutant's run: nothing where it was not killed. */
export function toExplain(mutant: Mutant, result: MutantResult, { result: { tests }, standsOn }: EndedLesson, comparison: LessonComparison, folders: ComparedFolders): UnexplainedMutant[] {
  const test = tests.find(({ title, failure }) => title === result.by && failure !== undefined);
  if (result.status !== 'killed' || test === undefined) return [];
  // Its folder is gone by the time it is asked for.
  const strict = compareFolders(folders, mutant.lesson, standsOn, true);
  return [{ mutant, result, unexplained: { lesson: mutant.lesson, id: `explain ${mutant.id}`, test, comparison, strict: () => strict } }];
}

/** Looks for the cause of each as if its field were not known, one after the other, and notes whether that field was found. */
export async function explainMutants(all: readonly UnexplainedMutant[], positionsFor: (mutant: Mutant) => InPositions, runs: VariantRuns, work: Work, jobs: number, say: (line: Text) => void): Promise<void> {
  for (const [index, { mutant, result, unexplained }] of all.entries()) {
    const explanation = await explainFailure(unexplained, runs, work, { most: mostRuns, jobs }, () => undefined);
    if (explanation === undefined) return;
    const { verdict, causes, runs: count, durationMs } = explanation.explained;
    const inPositions = positionsFor(mutant);
    const found = verdict === 'proved' && causes.every((cause) => cause.some((each) => isChangedPlace(mutant, each, inPositions)));
    result.explained = { verdict, found, causes: causes.flat().map(({ object, field = '' }) => `${object} ${field}`.trim()), runs: count, durationMs };
    say(t.explained(`${index + 1}/${all.length}`.padStart(11), found ? '✔' : '✘', mutant.fullId, `${verdict}: ${result.explained.causes.join(', ')}`, seconds(durationMs)));
  }
}
