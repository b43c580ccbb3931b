import type { NeutralVerdict } from '../judge.ts';
import type { NeutralResult } from '../mutant-results.ts';
import type { Batch } from './batches.ts';

/** A batch that is tried, and its parts where it has failed. */
export interface Trial {
  batch: Batch;
  /** Absent: it has not been run to its end. */
  verdict?: NeutralVerdict;
  parts: Trial[];
}

/**
 * Tries batches until each change has been seen to pass in some run, or is known to fail by itself: what fails with others is
 * tried again in two parts, round by round.
 *
 * @param run tries these, and sets their verdicts
 */
export async function tryBatches(trials: readonly Trial[], run: (trials: readonly Trial[]) => Promise<void>, split: (trial: Trial) => Batch[]): Promise<void> {
  let open = trials;
  while (open.length > 0) {
    await run(open);
    const failed = open.filter(({ batch, verdict }) => verdict !== undefined && verdict.status !== 'passed' && batch.changes.length > 1);
    for (const trial of failed) trial.parts = split(trial).map(toTrial);
    open = failed.flatMap(({ parts }) => parts);
  }
}

export function toTrial(batch: Batch): Trial {
  return { batch, parts: [] };
}

/**
 * What is known of each change. Changes that failed together while every part of them passed make a result of their own, under
 * all their names: they may need each other, or the lesson fails now and then; neither is a pass.
 */
export function resultsOf({ batch, verdict, parts }: Trial): NeutralResult[] {
  if (verdict === undefined) return [];
  if (verdict.status === 'passed') return batch.changes.map(({ fullId: id, lesson, category, source }) => ({ id, lesson, category, source, status: 'passed' }));
  const inParts = parts.flatMap(resultsOf);
  // A run that was cut short has not come to the change that is to blame.
  if (batch.changes.length > 1 && (parts.length === 0 || parts.some(isOpen))) return inParts;
  if (parts.length > 0 && inParts.some(({ status }) => status !== 'passed')) return inParts;
  const [first] = batch.changes;
  const own: NeutralResult = {
    id: batch.changes.map(({ fullId }) => fullId).join(' + '), lesson: batch.lesson, category: first?.category ?? '', source: first?.source ?? 'listed',
    ...(verdict.status === 'failed' ? { status: 'failed', by: verdict.by, message: verdict.message } : { status: 'error', message: verdict.reason }),
  };
  return [...inParts, own];
}

function isOpen({ verdict, parts }: Trial): boolean {
  return verdict === undefined || parts.some(isOpen);
}
