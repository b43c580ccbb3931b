import { expect } from 'chai';
import { benchHead, benchMedians, benchRow, boundLine } from '../../harness/bench/bench-table.ts';
import { aRun } from './fixtures/runs.ts';

describe('the table of the bench', () => {
  it('has its numbers under their heads', () => {
    const row = benchRow(aRun({ p50: 1.234, p99: 45.67 }));
    const at = (head: string): string => row.slice(0, benchHead.indexOf(head) + head.length).split(' ').at(-1) ?? '';
    expect([at('pair'), at('sent'), at('p50'), at('p99'), at('CPU'), at('memory')]).to.deep.equal(['1', '4000', '1.23', '45.7', '12.3', 'MB']);
  });

  it('says why a run is not fit, and leaves out what the system does not tell', () => {
    expect(benchRow(aRun({ invalid: 'too busy' }))).to.match(/ {2}invalid: too busy$/);
    const { cpuPercent, maxRssBytes, ...rest } = aRun();
    expect([cpuPercent, maxRssBytes]).to.not.include(undefined);
    expect(benchRow(rest)).to.match(/1\.0 +– +– +40$/);
  });

  it('ends with medians of each program, sums of what was counted, without invalid runs', () => {
    const runs = [1, 2, 9].map((p50, i) => aRun({ p50, pair: i + 1, failed: 1 }));
    const lines = benchMedians([...runs, aRun({ p50: 100, invalid: 'x' }), aRun({ program: 'vegeta', p50: 3 })]);
    expect(lines).to.have.length(2);
    expect(lines[0]).to.match(/^keep-alive +driver +median +12000 +3 +2\.00 /);
    expect(lines[1]).to.match(/^keep-alive +vegeta +median +4000 +0 +3\.00 /);
  });

  it('tells a bound in one line', () => {
    expect(boundLine({ connections: 'fresh', what: 'p50', allowed: 'within 10 %', observed: '+3 %', holds: true })).to.equal('holds  fresh       p50        +3 % (within 10 %)');
    expect(boundLine({ what: 'p50', allowed: 'a', observed: 'b', holds: false })).to.match(/^FAILS /);
  });
});
