import { expect } from 'chai';
import { boardCsv } from '../../harness/board/export.ts';
import { inBoardOrder, Rows } from '../../harness/board/rows.ts';
import type { Failure } from '../../harness/verdict/results.ts';

const failure = (observed: string): Failure => ({ expected: 'a Service', observed, object: 'Service/web', field: 'spec.selector', elapsedMs: 1, hint: 'Add it.', evidence: [], ja: { expected: 'Service', observed: `${observed} (ja)`, hint: '追加してください。' } });

describe('the rows of the board', () => {
  let now = 0;
  let rows: Rows;
  beforeEach(() => {
    now = 1_000;
    rows = new Rows('en', () => now);
    for (const name of ['learner-01', 'learner-02', 'learner-10']) rows.add(name);
  });

  it('keep a mark for each step until it is judged anew', () => {
    expect(rows.begin('learner-01', '02-logging', 3, false)).to.be.true;
    expect(rows.take('learner-01', '02-logging', 0, { mark: '✓' })).to.be.true;
    expect(rows.take('learner-01', '02-logging', 0, { mark: '✓' }), 'nothing new').to.be.false;
    rows.begin('learner-01', '02-logging', 3, false);
    expect(rows.row('learner-01')?.lessons['02-logging']?.marks).to.deep.equal(['✓', '–', '–']);
  });

  it('show the first step that is not right, and since when it is that one', () => {
    rows.begin('learner-01', '02-logging', 3, false);
    rows.take('learner-01', '02-logging', 2, { mark: '✗', failure: failure('late') });
    now = 2_000;
    rows.take('learner-01', '02-logging', 1, { mark: '✗', failure: failure('early') });
    expect(rows.row('learner-01')).to.deep.include({ stuckSince: 2_000 });
    expect(rows.row('learner-01')?.lessons['02-logging']?.first).to.deep.equal({ step: 1, expected: 'a Service', observed: 'early', where: 'Service/web spec.selector', hint: 'Add it.' });
    now = 3_000;
    rows.take('learner-01', '02-logging', 1, { mark: '✗', failure: failure('early') });
    expect(rows.row('learner-01')?.stuckSince, 'the same one').to.equal(2_000);
    rows.take('learner-01', '02-logging', 1, { mark: '✓' });
    rows.take('learner-01', '02-logging', 2, { mark: '✓' });
    expect(rows.row('learner-01')).to.not.have.property('stuckSince');
  });

  it('speak the language of the page', () => {
    const japanese = new Rows('ja');
    japanese.add('a');
    japanese.begin('a', '02-logging', 1, false);
    japanese.take('a', '02-logging', 0, { mark: '✗', failure: failure('x') });
    expect(japanese.row('a')?.lessons['02-logging']?.first?.hint).to.equal('追加してください。');
  });

  it('forget a lesson of which nothing is there any more, and a learner who has gone', () => {
    rows.begin('learner-01', '02-logging', 1, true);
    rows.take('learner-01', '02-logging', 0, { mark: '✗', failure: failure('x') });
    expect(rows.clear('learner-01', '02-logging')).to.be.true;
    expect(rows.clear('learner-01', '02-logging')).to.be.false;
    expect(rows.row('learner-01')).to.deep.equal({ name: 'learner-01', lessons: {} });
    rows.remove('learner-01');
    expect(rows.take('learner-01', '02-logging', 0, { mark: '✓' })).to.be.false;
  });

  it('stand in the order in which help is needed', () => {
    for (const name of ['learner-01', 'learner-02', 'learner-10']) rows.begin(name, '02-logging', 2, false);
    rows.add('learner-11');
    now = 5_000;
    rows.take('learner-10', '02-logging', 0, { mark: '✗', failure: failure('x') });
    now = 6_000;
    rows.take('learner-02', '02-logging', 0, { mark: '✗', failure: failure('x') });
    rows.take('learner-01', '02-logging', 0, { mark: '✓' });
    rows.take('learner-01', '02-logging', 1, { mark: '?' });
    expect(inBoardOrder(rows.all).map(({ name }) => name)).to.deep.equal(['learner-10', 'learner-02', 'learner-01', 'learner-11']);
  });

  it('are a table for a spreadsheet', () => {
    rows.begin('learner-01', '02-logging', 2, true);
    rows.take('learner-01', '02-logging', 1, { mark: '✗', failure: failure('=1+1, "two"') });
    const csv = boardCsv({ lessons: [{ name: '02-logging', steps: ['is applied', 'a, b'] }], rows: rows.all, at: 0, live: false });
    expect(csv.split('\r\n')).to.deep.equal([
      'learner,lesson,step,title,mark,solved,expected,observed,where',
      'learner-01,02-logging,1,is applied,–,solved,,,',
      'learner-01,02-logging,2,"a, b",✗,solved,a Service,"\'=1+1, ""two""",Service/web spec.selector',
      '',
    ]);
  });
});
