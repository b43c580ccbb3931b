import type { Text } from '../../harness/text/language.ts';
import { t } from './texts.ts';

/** One row as it is found. */
export interface LedgerRow {
  number: number;
  note: string;
}

/** What is wrong with a ledger. */
export interface LedgerFault {
  observed: Text;
  /** The table is there, and its missing rows are those that were written last before a crash, be it all of them. */
  lastOnes: boolean;
}

/**
 * Looks for what a crash may do to rows that were acknowledged: lose, double, move or change them.
 *
 * @param rows as they lie in the table; undefined when the table itself is gone
 * @param acknowledged every number up to this one must be there; later ones may be, without a gap
 * @returns undefined when nothing is wrong
 */
export function ledgerFault(rows: readonly LedgerRow[] | undefined, acknowledged: number, noteOf: (number: number) => string): LedgerFault | undefined {
  if (rows === undefined) return { observed: t.ledger.tableGone(acknowledged), lastOnes: false };
  const seen = new Set<number>();
  let last = 0;
  for (const { number, note } of rows) {
    if (note !== noteOf(number)) return { observed: t.ledger.changed(number, note, noteOf(number)), lastOnes: false };
    if (seen.has(number)) return { observed: t.ledger.twice(number), lastOnes: false };
    if (number < last) return { observed: t.ledger.moved(number, last), lastOnes: false };
    seen.add(number);
    last = number;
  }
  const expected = Math.max(acknowledged, last);
  const missing: number[] = [];
  for (let number = 1; number <= expected; number += 1) if (!seen.has(number)) missing.push(number);
  if (missing.length === 0) return undefined;
  const lastOnes = missing.at(-1) === (missing[0] ?? 0) + missing.length - 1;
  return { observed: t.ledger.missing(missing.length, acknowledged, ranges(missing)), lastOnes };
}

/** Numbers in ascending order as `776–812, 901`; at most five ranges. */
function ranges(numbers: readonly number[]): string {
  const found: [number, number][] = [];
  for (const number of numbers) {
    const current = found.at(-1);
    if (current?.[1] === number - 1) current[1] = number;
    else found.push([number, number]);
  }
  const parts = found.slice(0, 5).map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`));
  return `${parts.join(', ')}${found.length > 5 ? ', …' : ''}`;
}
