import { expect } from 'chai';
import { TrafficReport } from '../../../harness/traffic/report.ts';
import { outageMs } from '../../../specs/checks/outage.ts';
import { sample, storeOf } from '../../traffic/fixtures/samples.ts';

describe('an outage', () => {
  const outage = (...lostAt: number[]): number => {
    const lost = lostAt.map((dueMs) => sample({ dueMs, error: 'refused' }));
    return outageMs(new TrafficReport(storeOf([sample({ dueMs: 0 }), ...lost, sample({ dueMs: 9_000 })]), { startedAt: 0, maxSlipMs: 20 }));
  };

  it('lasts from the first lost request to the last', () => {
    expect(outage(1_000, 2_500, 1_200)).to.equal(1_500);
  });

  it('is none when every request was answered, and no time when one was not', () => {
    expect([outage(), outage(1_000)]).to.deep.equal([0, 0]);
  });
});
