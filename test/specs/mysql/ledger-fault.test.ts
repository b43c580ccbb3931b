import { expect } from 'chai';
import { ledgerFault, type LedgerRow } from '../../../specs/mysql/ledger-fault.ts';

const noteOf = (number: number): string => `token ${number}`;
const rows = (...numbers: number[]): LedgerRow[] => numbers.map((number) => ({ number, note: noteOf(number) }));
/** The fault in English. */
const fault = (found: LedgerRow[] | undefined, acknowledged: number): { observed: string; lastOnes: boolean } | undefined => {
  const seen = ledgerFault(found, acknowledged, noteOf);
  return seen && { ...seen, observed: seen.observed.en };
};

describe('ledgerFault', () => {
  it('finds nothing wrong with every row once and in order, nor with rows beyond the acknowledged ones', () => {
    expect(fault(rows(1, 2, 3), 3)).to.equal(undefined);
    expect(fault(rows(1, 2, 3, 4), 3)).to.equal(undefined);
    expect(fault([], 0)).to.equal(undefined);
  });

  it('counts the acknowledged rows that are missing, and says which', () => {
    expect(fault(rows(1, 2), 5)).to.deep.equal({ observed: '3 of 5 acknowledged rows are missing: 3–5', lastOnes: true });
    expect(fault(rows(1, 3, 5, 6), 7)).to.deep.equal({ observed: '3 of 7 acknowledged rows are missing: 2, 4, 7', lastOnes: false });
  });

  it('knows lost last rows also when others were written after them', () => {
    expect(fault(rows(1, 2, 6, 7), 7)).to.deep.equal({ observed: '3 of 7 acknowledged rows are missing: 3–5', lastOnes: true });
  });

  it('knows an empty table from one that is gone', () => {
    expect(fault([], 3)).to.deep.equal({ observed: '3 of 3 acknowledged rows are missing: 1–3', lastOnes: true });
    expect(fault(undefined, 3)).to.deep.equal({ observed: 'none of 3 acknowledged rows: the table itself is gone', lastOnes: false });
  });

  it('finds rows that are there twice, out of order or changed', () => {
    expect(fault(rows(1, 2, 2, 3), 3)?.observed).to.equal('row 2 is there twice');
    expect(fault(rows(1, 3, 2), 3)?.observed).to.equal('row 2 is behind row 3');
    expect(fault([...rows(1), { number: 2, note: 'token 1' }], 2)?.observed).to.equal('row 2 holds "token 1" instead of "token 2"');
  });

  it('is told in Japanese as well', () => {
    expect(ledgerFault(rows(1, 2), 5, noteOf)?.observed.ja).to.equal('応答済みの 5 行のうち 3 行がありません: 3–5');
  });

  it('names five ranges at most', () => {
    expect(fault(rows(2, 4, 6, 8, 10, 12), 12)?.observed).to.equal('6 of 12 acknowledged rows are missing: 1, 3, 5, 7, 9, …');
  });
});
