import { expect } from 'chai';
import type { MutantResult, MutantsReport } from '../../harness/mutants/mutant-results.ts';
import { mutantsExitCode, namedShare, namedWithDifferenceShare, percent, rowsBy, scoreOf, sumOf, tally } from '../../harness/mutants/summary.ts';
import { mutant, report } from './some-mutants.ts';

describe('the sums of a run of mutants', () => {
  const mixed = [
    mutant('a'), mutant('b', { namesField: false, namesFieldByDifference: true }), mutant('c', { status: 'survived', namesField: false }),
    mutant('d', { status: 'rejected', category: 'syntax', namesField: false }), mutant('e', { status: 'equivalent' }),
  ];

  it('count only what was judged in the score, and only failures in what was named', () => {
    expect(scoreOf(mixed)).to.equal(2 / 3);
    expect(namedShare(mixed)).to.equal(1 / 3);
    expect(namedWithDifferenceShare(mixed)).to.equal(2 / 3);
    expect([scoreOf([]), namedShare([])]).to.deep.equal([null, null]);
    expect(rowsBy(mixed, 'category').map(({ name, score, named }) => [name, score, named])).to.deep.equal([['probe', 2 / 3, 1 / 2], ['syntax', null, 0]]);
  });

  it('are the same whether results or their sums are added up', () => {
    expect(sumOf([tally(mixed.slice(0, 2)), tally(mixed.slice(2))])).to.deep.equal(tally(mixed));
  });

  it('never round up to all', () => {
    expect([percent(1), percent(1_999 / 2_000), percent(null)]).to.deep.equal(['100 %', '99.9 %', '–']);
  });
});

describe('the exit code of a run of mutants', () => {
  const code = (mutants: MutantResult[], more: Partial<MutantsReport> = {}, interrupted = false): number => mutantsExitCode({ ...report(mutants), ...more }, interrupted);
  it('is 130 before 2 before 1 before 0', () => {
    expect(code([mutant('a'), mutant('b', { status: 'rejected' })])).to.equal(0);
    expect(code([mutant('a', { status: 'survived' })])).to.equal(1);
    expect(code([mutant('a', { reason: 'it is called equivalent, and is not' })])).to.equal(1);
    expect(code([mutant('a', { status: 'survived' }), mutant('b', { status: 'error' })])).to.equal(2);
    expect(code([], { neutral: { passed: 0, total: 1, failed: [{ id: 'x', by: 'y', message: 'z' }], changes: [] } })).to.equal(1);
    expect(code([mutant('b', { status: 'error' })], {}, true)).to.equal(130);
  });
});
