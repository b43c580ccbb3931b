import { expect } from 'chai';
import { InvalidMeasurement } from '../../harness/verdict/invalid-measurement.ts';
import type { DriverHealth } from '../../harness/traffic/messages.ts';
import { TrafficReport } from '../../harness/traffic/report.ts';
import type { Sample } from '../../harness/traffic/sample.ts';
import type { TimelineEvent } from '../../harness/traffic/timeline.ts';
import { sample, storeOf } from './fixtures/samples.ts';
import { verbatim, type Text } from '../../harness/text/language.ts';

const health: DriverHealth = { loopDelayP99Ms: 1, loopDelayMaxMs: 4, cpuMs: 100, wallMs: 8_000, maxRssBytes: 1e8 };
const startedAt = Date.UTC(2026, 0, 1);

function reportOf(samples: Sample[], phases: { name: Text; fromMs: number }[] = []): TrafficReport {
  return new TrafficReport(storeOf(samples, phases), { startedAt, health, maxSlipMs: 20 });
}

/** A rollout of 6 s, 10 requests a second: 1.0 before the 3rd second, 2.0 after it, three failures at the change. */
function rollout(): TrafficReport {
  const samples = Array.from({ length: 60 }, (_, i) => {
    const dueMs = i * 100;
    if (i === 31 || i === 32) return sample({ dueMs, error: '5xx', status: 503 });
    if (i === 34) return sample({ dueMs, error: 'reset', detail: 'ECONNRESET', stream: 'keep-alive' });
    return sample({ dueMs, status: 200, version: i < 30 ? '1.0' : '2.0', pod: i < 30 ? 'ap-a' : i % 2 === 0 ? 'ap-b' : 'ap-c', stream: i % 2 === 0 ? 'fresh' : 'keep-alive' });
  });
  return reportOf(samples, [{ name: verbatim('1.0 → 2.0'), fromMs: 2_500 }, { name: verbatim('after'), fromMs: 4_000 }]);
}

describe('the report of traffic', () => {
  it('counts by stream, version, pod and phase', () => {
    const report = rollout();
    expect(report).to.include({ total: 60, failed: 3, valid: true });
    expect(report.versions).to.deep.equal(['1.0', '2.0']);
    expect(report.counts({ phase: verbatim('1.0 → 2.0') })).to.deep.include({ requests: 15, ok: 12, failed: 3, errors: { 503: 2, reset: 1 }, versions: { '2.0': 7, '1.0': 5 } });
    expect(report.counts({ phase: verbatim('before'), version: '2.0' }).requests).to.equal(0);
    expect(report.counts({ phase: verbatim('after'), stream: 'fresh' })).to.include({ requests: 10, failed: 0 });
    expect(report.counts({ pod: 'ap-a' }).requests).to.equal(30);
    expect(report.failures.map(({ dueMs }) => dueMs)).to.deep.equal([3_100, 3_200, 3_400]);
  });

  it('counts latency from when a request was due, and service from when it was sent', () => {
    const report = reportOf([sample({ dueMs: 0, sentMs: 15, doneMs: 20 })]);
    expect(report.counts().latency.max).to.be.closeTo(20, 0.1);
    expect(report.counts().service.max).to.be.closeTo(5, 0.1);
  });

  it('cuts the run into seconds for plots', () => {
    const series = rollout().series;
    expect(series).to.have.length(6);
    expect(series[3]).to.deep.include({ second: 3, requests: 10, ok: 7, failed: 3, versions: { '2.0': 7 }, errors: { 503: 2, reset: 1 } });
    expect(series[0]?.p50).to.be.closeTo(10, 0.1);
  });

  it('says in one line what failed, when and where', () => {
    expect(rollout().describe().en).to.equal('3 of 60 requests failed: 2 × 503, 1 × reset; first 600 ms after `1.0 → 2.0` began, last 300 ms later; on streams fresh 2, keep-alive 1');
  });

  it('tells a failure relative to the last event of the rollout', () => {
    const timeline: TimelineEvent[] = [
      { at: startedAt + 2_000, object: 'Pod/ap-c', kind: 'ready' },
      { at: startedAt + 3_000, object: 'Pod/ap-a', kind: 'terminating' },
      { at: startedAt + 3_500, object: 'Pod/ap-a', kind: 'gone' },
    ];
    expect(rollout().describe(timeline).en).to.include('first 600 ms after `1.0 → 2.0` began (110 ms after Pod/ap-a began to terminate), last');
  });

  it('says the same in Japanese', () => {
    const timeline: TimelineEvent[] = [{ at: startedAt + 3_000, object: 'Pod/ap-a', kind: 'terminating' }];
    expect(rollout().describe(timeline).ja).to.equal(
      '60 件のリクエストのうち 3 件が失敗: 2 × 503, 1 × 接続リセット; 最初は`1.0 → 2.0` の開始から 600 ms 後(Pod/ap-a が終了し始めた 110 ms 後)、最後はその 300 ms 後; ストリーム: fresh 2, keep-alive 1');
  });

  it('says who answered badly where it is known', () => {
    const report = reportOf([sample({ dueMs: 4_100, error: '5xx', status: 500, pod: 'ap-b', version: '2.0' })]);
    expect(report.describe().en).to.equal('1 of 1 requests failed: 1 × 500; it came 4.1 s after the traffic began; on stream fresh; answered by version 2.0 and pod ap-b');
  });

  describe('with a control beside it', () => {
    /** Ten seconds of the control, which gets no response from the third to the fifth. */
    const control = Array.from({ length: 100 }, (_, n) => sample(n >= 30 && n < 50 ? { stream: 'control', dueMs: n * 100, doneMs: n * 100 + 2_000, error: 'timeout' } : { stream: 'control', dueMs: n * 100, status: 404, error: '4xx' }));
    const good = [sample({ dueMs: 100 }), sample({ dueMs: 9_000 })];
    const lost = sample({ dueMs: 4_000, doneMs: 6_000, error: 'timeout' });

    it('counts the requests of the app alone', () => {
      expect(reportOf([...good, ...control])).to.include({ total: 2, failed: 0, valid: true });
      expect(reportOf([...good, ...control]).describe().en).to.match(/^2 requests, none failed/);
    });

    it('is not fit to judge by when all that failed was under way while not even the control was answered', () => {
      const report = reportOf([...good, lost, sample({ dueMs: 4_500, error: 'refused' }), ...control]);
      expect(report.invalidReason?.en).to.equal('for 3.9 s nobody answered on the way to the app, not even for a host that no app has, and all of the 2 failed requests were under way then or right after: the machine was too busy, or its ingress controller was away');
      expect(report.invalidReason?.ja).to.contain('3.9 s の間').and.contain('2 件');
      expect(() => { report.requireValid(); }).to.throw(InvalidMeasurement);
    });

    it('is judged by one request that failed at another time, and where the control was answered all along', () => {
      expect(reportOf([...good, lost, sample({ dueMs: 1_000, error: 'reset' }), ...control]).valid).to.equal(true);
      expect(reportOf([...good, lost, ...control.map((each) => sample({ stream: 'control', dueMs: each.dueMs, status: 404 }))]).valid).to.equal(true);
    });
  });

  it('says in one line that none failed', () => {
    expect(reportOf([sample(), sample({ dueMs: 100 })]).describe().en).to.equal('2 requests, none failed, p50 10 ms, p99 10 ms');
  });

  it('refuses to judge when the measurement was not fit, even if requests failed', () => {
    const store = storeOf([sample({ error: 'timeout' })]);
    const report = new TrafficReport(store, { startedAt, ending: { en: 'the traffic driver was ended by SIGKILL', ja: '終了' }, maxSlipMs: 20 });
    expect(() => { report.requireValid(); }).to.throw(InvalidMeasurement, 'the traffic driver was ended by SIGKILL');
    expect(() => { rollout().requireValid(); }).not.to.throw();
    expect(report.describe().en).to.match(/^invalid: the traffic driver was ended by SIGKILL \(1 of 1 requests failed/);
  });

  it('follows each client of a sticky stream from pod to pod', () => {
    const at = (dueMs: number, client: number, pod: string, cookie = true) => sample({ dueMs, client, pod, version: '1.0', cookie, stream: 'sticky' });
    const report = reportOf([at(0, 0, 'ap-a', false), at(10, 1, 'ap-b'), at(20, 0, 'ap-c'), at(30, 1, 'ap-b'), at(40, 0, 'ap-b'), at(50, 0, 'ap-b')]);
    expect(report.clients('sticky')).to.deep.equal([
      { client: 0, visits: [{ pod: 'ap-a', version: '1.0', firstMs: 0, lastMs: 0, requests: 1 }, { pod: 'ap-c', version: '1.0', firstMs: 20, lastMs: 20, requests: 1 }, { pod: 'ap-b', version: '1.0', firstMs: 40, lastMs: 50, requests: 2 }] },
      { client: 1, visits: [{ pod: 'ap-b', version: '1.0', firstMs: 10, lastMs: 30, requests: 2 }] },
    ]);
  });

  it('does not take requests for a move that left with the cookie of a pod that is gone', () => {
    const at = (sentMs: number, doneMs: number, pod: string) => sample({ dueMs: sentMs, sentMs, doneMs, pod, version: '1.0', cookie: sentMs > 0, stream: 'sticky' });
    // ap-a goes after 15 ms: three requests are under way, and the second is answered first.
    const [client] = reportOf([at(0, 10, 'ap-a'), at(20, 60, 'ap-b'), at(30, 50, 'ap-c'), at(40, 70, 'ap-b'), at(55, 80, 'ap-c'), at(90, 95, 'ap-c')]).clients('sticky');
    expect(client?.visits.map(({ pod, requests }) => `${pod} ${requests}`)).to.deep.equal(['ap-a 1', 'ap-c 3']);
  });

  it('gives every sample with what is known about it', () => {
    const full: Sample = { ...sample({ dueMs: 1, status: 503, version: '2.0', pod: 'ap-b', error: '5xx', detail: 'status 503 instead of 200' }), reused: true };
    expect([...reportOf([full]).samples('fresh')]).to.deep.equal([full]);
  });
});
