import { verbatim, type Language } from '../../text/language.ts';
import { texts } from '../../text/texts.ts';
import { runError } from '../../verdict/environment-error.ts';
import type { Work } from '../../run/job.ts';
import { judgeNeutral } from '../judge.ts';
import type { MutantsReport } from '../mutant-results.ts';
import type { VariantRuns } from '../../run/variant-runs.ts';
import { batchesOf, inParts, type BatchParts } from './batches.ts';
import { neutralCounts } from './neutral-counts.ts';
import { trialLine } from './neutral-lines.ts';
import type { NeutralChange } from './neutral-change.ts';
import { resultsOf, toTrial, tryBatches, type Trial } from './trials.ts';

/** Every failure fits it. */
const anyText = /(?:)/;

/** `npm run mutants -- --neutral`: changes that must not matter, tried in batches. */
export class NeutralRun {
  readonly #trials: Trial[];
  readonly #parts: BatchParts;

  constructor(changes: readonly NeutralChange[], parts: BatchParts) {
    this.#parts = parts;
    this.#trials = batchesOf(changes, parts).map(toTrial);
  }

  get batches(): number {
    return this.#trials.length;
  }

  async work(runs: VariantRuns, work: Work, say: (line: string) => void, language: Language): Promise<void> {
    let done = 0;
    let all = 0;
    const run = async (trials: readonly Trial[]): Promise<void> => {
      all += trials.length;
      await runs.run(trials.map((trial) => ({
        lesson: trial.batch.lesson, id: trial.batch.changes.map(({ id }) => id).join('+'), files: trial.batch.files, until: { failure: anyText, level: trial.batch.level },
        onEnd: (ended) => {
          trial.verdict = judgeNeutral(ended, trial.batch.level);
          say(trialLine(trial.batch, trial.verdict, ended.result.durationMs, `${done += 1}/${all}`, language));
        },
      })), work);
    };
    await tryBatches(this.#trials, run, ({ batch, verdict }) => inParts(batch, verdict?.status === 'failed' ? verdict.object : undefined, this.#parts));
    for (const { id, status, message = '' } of this.results().changes) {
      if (status === 'error') work.results.errors.push(runError(id, verbatim(message), texts.mutants.errors.seeOutput));
    }
  }

  /** What is known so far. */
  results(): MutantsReport['neutral'] {
    return neutralCounts(this.#trials.flatMap(resultsOf));
  }
}
