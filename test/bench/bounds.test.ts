import { expect } from 'chai';
import { judge, median } from '../../harness/bench/bounds.ts';
import { aRun } from './fixtures/runs.ts';

describe('the bounds of the driver', () => {
  const pairs = [1, 2, 3, 4, 5];
  const ours = pairs.map((pair) => aRun({ pair }));
  const theirs = pairs.map((pair) => aRun({ pair, program: 'vegeta' }));
  const failing = (runs: Parameters<typeof judge>[0], rate = 400): string[] => judge(runs, rate).filter(({ holds }) => !holds).map(({ what, observed }) => `${what}: ${observed}`);

  it('hold for a driver that measures what vegeta measures', () => {
    expect(judge([...ours, ...theirs], 400).map(({ what, holds }) => [what, holds])).to.deep.equal([
      ['failures', true], ['p50', true], ['p99', true], ['processor', true], ['memory', true],
    ]);
  });

  it('compare the medians pair by pair, so that what both met cancels out', () => {
    const busy = (pair: number): number => (pair === 3 ? 10 : 1);
    const runs = pairs.flatMap((pair) => [aRun({ pair, p50: 1.08 * busy(pair) }), aRun({ pair, p50: busy(pair), program: 'vegeta' })]);
    expect(failing(runs)).to.deep.equal([]);
    expect(failing([...ours.map((run) => aRun({ ...run, p50: 1.2 })), ...theirs])).to.deep.equal(['p50: +20.0 % (median of 5 pairs: +20.0 % to +20.0 %)']);
    expect(failing([...ours.map((run) => aRun({ ...run, p50: 0.8 })), ...theirs])).to.deep.equal(['p50: -20.0 % (median of 5 pairs: -20.0 % to -20.0 %)']);
  });

  it('take the range of the runs as the interval of the p99', () => {
    const slow = pairs.map((pair) => aRun({ pair, p99: 10 + pair }));
    expect(failing([...slow, ...theirs])).to.deep.equal(['p99: 11.0–15.0 ms, vegeta 5.0–5.0 ms']);
    expect(failing([...slow, aRun({ pair: 6, p99: 4 }), ...theirs])).to.deep.equal([]);
  });

  it('compare failures run by run, because they come in bursts', () => {
    const [first, ...rest] = ours;
    expect(failing([aRun({ ...first, failed: 30 }), ...rest, ...theirs])).to.deep.equal([]);
    expect(failing([...ours.map((run) => aRun({ ...run, failed: 3 })), ...theirs])).to.deep.equal(['failures: 15 of 20000, vegeta 0 of 20000']);
  });

  it('count the worst run for processor and memory, the processor only up to the rate that it is bounded for', () => {
    const runs = [aRun({ pair: 1, cpuPercent: 26 }), aRun({ pair: 2, maxRssBytes: 151e6 })];
    expect(failing(runs)).to.deep.equal(['processor: 26.0 % at most', 'memory: 151 MB at most']);
    expect(failing(runs, 800)).to.deep.equal(['memory: 151 MB at most']);
  });

  it('leave invalid runs out, and say nothing where there is nothing to compare', () => {
    expect(judge([aRun({ pair: 1, invalid: 'too busy', cpuPercent: 99 })], 400)).to.deep.equal([]);
    expect(judge(ours, 400).map(({ what }) => what)).to.deep.equal(['processor', 'memory']);
  });
});

describe('the median', () => {
  it('is the middle value, or the mean of the two middle ones', () => {
    expect([median([3, 1, 2]), median([4, 1, 2, 3]), median([7])]).to.deep.equal([2, 2.5, 7]);
    expect(median([])).to.be.NaN;
  });
});
