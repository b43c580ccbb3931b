import { expect } from 'chai';
import type { Failure } from '../../../harness/verdict/results.ts';
import type { PodSpan } from '../../../harness/rollout/pod-spans.ts';
import { TrafficReport } from '../../../harness/traffic/report.ts';
import { requireStaying } from '../../../specs/sample-app/sticky-clients.ts';
import { sample, storeOf } from '../../traffic/fixtures/samples.ts';
import { failing } from '../checks/fixtures/lesson-05.ts';

const startedAt = 1_000_000;

describe('clients with a cookie', () => {
  /** Client 1 goes from pod a to pod b after 2 s; client 2 stays on b. */
  const report = new TrafficReport(storeOf([
    sample({ stream: 'sticky', client: 1, dueMs: 0, pod: 'a' }),
    sample({ stream: 'sticky', client: 2, dueMs: 100, pod: 'b' }),
    sample({ stream: 'sticky', client: 1, dueMs: 2_000, pod: 'b', cookie: true }),
    sample({ stream: 'sticky', client: 2, dueMs: 2_100, pod: 'b', cookie: true }),
  ]), { startedAt, maxSlipMs: 20 });
  const failure = (...spans: PodSpan[]): Failure | undefined => failing((lesson) => { requireStaying(lesson, report, { spans }); }, '', (manifest) => manifest);
  const leaving = (pod: string, fromMs: number): PodSpan => ({ pod, image: '', state: 'leaving', from: startedAt + fromMs, to: startedAt + fromMs + 500 });

  it('may go to another pod once theirs terminates', () => {
    expect(failure(leaving('a', 1_500))).to.equal(undefined);
  });

  it('may go to another pod when theirs was not ready while they were there', () => {
    const unready = (fromMs: number, toMs: number): PodSpan => ({ pod: 'a', image: '', state: 'unready', from: startedAt + fromMs, to: startedAt + toMs });
    expect(failure(unready(1_000, 1_800))).to.equal(undefined);
    for (const span of [unready(-2_000, -1_000), unready(4_000, 5_000), { ...unready(1_000, 1_800), pod: 'b' }]) {
      expect(failure(span)).to.include({ observed: 'client 1 went from a to b after 2.0 s' });
    }
  });

  it('are none where no response sets a cookie', () => {
    const without = new TrafficReport(storeOf([sample({ stream: 'sticky', pod: 'a' }), sample({ stream: 'sticky', dueMs: 100, pod: 'b' })]), { startedAt, maxSlipMs: 20 });
    const found = failing((lesson) => { requireStaying(lesson, without, { spans: [] }); }, '', (manifest) => manifest);
    expect(found).to.include({ object: 'Service/koa-sample-ap', field: 'metadata.annotations', observed: 'no response set one' });
  });

  it('are named, in both languages, when they leave a pod that is still there', () => {
    for (const spans of [[], [leaving('a', 2_500)], [leaving('b', 1_500)]]) {
      const moved = failure(...spans);
      expect(moved).to.include({ object: 'Service/koa-sample-ap', observed: 'client 1 went from a to b after 2.0 s' });
      expect(moved?.ja.observed).to.equal('クライアント 1 は 2.0 秒後に a から b へ移りました');
    }
  });
});
