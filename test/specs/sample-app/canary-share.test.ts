import { expect } from 'chai';
import { annotationsOf } from '../../../harness/lesson-process/annotations.ts';
import { Given } from '../../../harness/lesson/given.ts';
import { verbatim } from '../../../harness/text/language.ts';
import { TrafficReport } from '../../../harness/traffic/report.ts';
import { requireShare } from '../../../specs/sample-app/canary-share.ts';
import { sample, storeOf } from '../../traffic/fixtures/samples.ts';
import { failing, given } from '../checks/fixtures/lesson-05.ts';

describe('the share of the canary', () => {
  /** Of 400 requests of each kind so many reach 2.0. */
  const report = (fresh: number, keepAlive: number): TrafficReport => new TrafficReport(storeOf((['fresh', 'keep-alive'] as const).flatMap((stream) =>
    Array.from({ length: 400 }, (_, n) => sample({ stream, dueMs: n, version: n < (stream === 'fresh' ? fresh : keepAlive) ? '2.0' : '1.0' })))), { startedAt: 0, maxSlipMs: 20 });
  const check = (test: Mocha.Runnable, lesson: Given, fresh: number, keepAlive: number): void => {
    Given.scopesOf(lesson)[0]?.session.running.begin(test, 'visits');
    requireShare(lesson, report(fresh, keepAlive), { name: '1Of4', phase: verbatim('before'), expected: 1 / 4 }, { on: 'Deployment/koa-sample-ap-canary', field: 'spec.replicas' });
  };

  it('is measured and accepted when chance explains the difference', function (this: Mocha.Context) {
    const test = this.runnable();
    check(test, given(), 104, 93);
    expect(annotationsOf(test).measures).to.include({ fresh1Of4Requests: 400, fresh1Of4Percent: 26, keepAlive1Of4Percent: 23.3 });
  });

  it('is rejected for each kind of client', function (this: Mocha.Context) {
    const test = this.runnable();
    const failure = failing((lesson) => { check(test, lesson, 100, 200); }, '', (manifest) => manifest);
    expect(failure).to.include({ object: 'Deployment/koa-sample-ap-canary', field: 'spec.replicas', expected: 'the canary gets 25 % of the requests of the kind keep-alive' });
    expect(failure?.observed).to.contain('200 of 400 (50.0 %');
  });
});
