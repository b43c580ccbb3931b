import { expect } from 'chai';
import { spanOf, spanOfAll, timeBar } from '../../../harness/report/html/timeline.ts';

describe('the timeline', () => {
  const first = spanOf({ startedAt: '2026-01-02T03:04:00.000Z', durationMs: 10_000 });
  const second = spanOf({ startedAt: '2026-01-02T03:04:05.000Z', durationMs: 15_000 });

  it('goes from the first beginning to the last end', () => {
    const { from, to } = spanOfAll([second, first]);
    expect([from, to]).to.deep.equal([first.from, second.to]);
  });

  it('places each part', () => {
    expect(timeBar(second, spanOfAll([first, second]), 'passed')).to.include('class="passed" style="left:25.00%;width:75.00%"');
  });

  it('stays within the whole', () => {
    expect(timeBar({ from: 0, to: 500 }, { from: 100, to: 300 }, 'failed')).to.include('style="left:0.00%;width:100.00%"');
  });
});
