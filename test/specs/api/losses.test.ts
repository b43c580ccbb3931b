import { expect } from 'chai';
import { TrafficReport } from '../../../harness/traffic/report.ts';
import type { Sample } from '../../../harness/traffic/sample.ts';
import { lossesWith, outageMs } from '../../../specs/api/losses.ts';
import { sample, storeOf } from '../../traffic/fixtures/samples.ts';

/** Pod `a` is killed 1000 ms after the traffic began; visitor 0 has its cookie, visitor 1 that of `b`. */
function reportOf(...lost: Partial<Sample>[]): TrafficReport {
  const visit = (client: number, pod: string): Sample => sample({ stream: 'sticky', client, pod, cookie: true, status: 200, dueMs: 500 });
  const failed = lost.map((each) => sample({ error: '5xx', status: 502, detail: 'status 502 instead of 200', ...each }));
  return new TrafficReport(storeOf([visit(0, 'a'), visit(1, 'b'), ...failed], [{ name: 'killed', fromMs: 1_000 }]), { startedAt: 0, maxSlipMs: 20 });
}

describe('what is lost with a killed pod', () => {
  it('is nothing when every request was answered', () => {
    expect(lossesWith(reportOf(), 'a', 'killed')).to.deep.equal({ requests: 0, lastMs: 0, unbound: [] });
    expect(outageMs(reportOf())).to.equal(0);
  });

  it('counts from the kill, and knows who had the cookie of the pod', () => {
    const report = reportOf({ stream: 'sticky', client: 0, dueMs: 3_100 }, { stream: 'sticky', client: 0, dueMs: 3_400 });
    expect(lossesWith(report, 'a', 'killed')).to.deep.equal({ requests: 2, lastMs: 2_400, unbound: [] });
    expect(outageMs(report)).to.equal(300);
  });

  it('tells who lost requests without having anything to do with the pod', () => {
    const report = reportOf({ stream: 'sticky', client: 1, dueMs: 1_200 }, { stream: 'fresh', dueMs: 1_300 });
    expect(lossesWith(report, 'a', 'killed').unbound).to.deep.equal([
      'sticky, 200 ms after the kill: 5xx (status 502 instead of 200)',
      'fresh, 300 ms after the kill: 5xx (status 502 instead of 200)',
    ]);
  });
});
