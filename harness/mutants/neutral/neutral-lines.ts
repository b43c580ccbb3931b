import { seconds } from '../../text/duration.ts';
import type { Language } from '../../text/language.ts';
import { texts } from '../../text/texts.ts';
import type { NeutralVerdict } from '../judge.ts';
import type { Batch } from './batches.ts';

const t = texts.mutants;

/** What a person reads of one batch when its lesson has ended: of one that failed also what was in it. */
export function trialLine({ lesson, changes }: Batch, verdict: NeutralVerdict, durationMs: number, place: string, language: Language): string {
  const sign = { passed: '✔', failed: '✘', error: '?' }[verdict.status];
  const [first] = changes;
  const what = changes.length === 1 && first !== undefined ? first.fullId : `${lesson}: ${t.neutralChanges(changes.length)[language]}`;
  const head = `  ${place.padStart(9)} ${sign} ${t.statuses[verdict.status][language]} ${what} ${seconds(durationMs)}`;
  if (verdict.status === 'passed') return head;
  const told = verdict.status === 'failed' ? `"${verdict.by}": ${verdict.message}` : verdict.reason;
  return [head, told, ...(changes.length === 1 ? [] : [changes.map(({ id }) => id).join(', ')])].join('\n              ');
}
