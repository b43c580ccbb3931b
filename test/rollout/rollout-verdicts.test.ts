import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect } from 'chai';
import { verbatim } from '../../harness/text/language.ts';

import { InvalidMeasurement } from '../../harness/verdict/invalid-measurement.ts';
import { LessonFailure } from '../../harness/verdict/lesson-failure.ts';
import type { FailureContext } from '../../harness/expect/blame.ts';
import { recordOf } from '../../harness/rollout/rollout-recorder.ts';
import { forgoneBy, requireNoneFailed, requireWithinStrategy } from '../../harness/rollout/rollout-verdicts.ts';
import { Manifest } from '../../harness/manifests/manifest.ts';
import { Manifests } from '../../harness/manifests/manifests.ts';
import { TrafficReport } from '../../harness/traffic/report.ts';
import type { TimelineEvent } from '../../harness/traffic/timeline.ts';
import { sample, storeOf } from '../traffic/fixtures/samples.ts';
import { failureOf } from '../verdict/failure-of.ts';

const yaml = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ap
spec:
  replicas: 2
  strategy:
    rollingUpdate:
      maxUnavailable: 0
      maxSurge: 1
  template:
    spec:
      containers:
        - name: app
          image: koa-sample-ap:1.0
          readinessProbe: { httpGet: { path: /readyz, port: 3000 } }
`;

describe('a verdict about a rollout', () => {
  let dir: string;
  let manifests: Manifests;
  let teller: FailureContext;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'verdict-'));
    mkdirSync(join(dir, '06-update'));
    writeFileSync(join(dir, '06-update/ap.yaml'), yaml);
    manifests = Manifests.load({ dir, ours: dir }, '06-update', []);
    teller = { manifestOf: (object) => manifests.named(object) };
  });
  afterEach(() => {
    rmSync(dir, { recursive: true });
  });

  const reportOf = (...failures: number[]): TrafficReport => new TrafficReport(
    storeOf([sample({ version: '1.0' }), ...failures.map((dueMs) => sample({ dueMs, error: '5xx', status: 502 }))], [{ name: verbatim('1.0 → 2.0'), fromMs: 500 }]),
    { startedAt: 0, health: { loopDelayP99Ms: 1, loopDelayMaxMs: 1, cpuMs: 1, wallMs: 9_000, maxRssBytes: 1 }, maxSlipMs: 20 },
  );  const leaving: { events: TimelineEvent[] } = { events: [{ at: 900, object: 'Pod/ap-a', kind: 'terminating' }, { at: 950, object: 'Pod/ap-z', kind: 'created' }] };
  const blame = { on: 'Deployment/ap', field: 'spec.template', hint: verbatim('hint lost') } as const;

  it('names the likely cause, its field with file and line, and what to do', () => {
    const failure = failureOf(() => { requireNoneFailed(teller, reportOf(1_000, 1_100), blame, leaving); });
    expect(failure).to.include({ object: 'Deployment/ap', field: 'spec.template.spec.containers[app].lifecycle.preStop', file: '06-update/ap.yaml', line: 14, expected: 'all 3 requests to succeed', elapsedMs: 9_000 });
    expect(failure.observed).to.match(/^2 of 3 requests failed: 2 × 502; first 500 ms after `1\.0 → 2\.0` began \(110 ms after Pod\/ap-a began to terminate\)/);
    expect(failure.observed).to.match(/likely cause: no preStop delay \(fits 2 of 2, around Pod\/ap-a\)$/);
    expect(failure.hint).to.include('preStop');
    expect(failure.ja.hint).to.include('preStop で数秒');
    expect(failure.ja.observed).to.match(/^3 件のリクエストのうち 2 件が失敗: 2 × 502; .*; 推定原因: preStop による待ち時間がない\(2 件中 2 件に該当、関係する Pod: Pod\/ap-a\)$/);
    expect(failure.ja.expected).to.equal('3 件のリクエストがすべて成功すること');
  });

  describe('where responses only came too late', () => {
    const late = (load: number | undefined, ...more: ReturnType<typeof sample>[]): TrafficReport => new TrafficReport(
      storeOf([sample({ version: '1.0' }), ...Array.from({ length: 20 }, (_, n) => sample({ dueMs: 60_000 + n, error: 'timeout' as const })), ...more]),
      { startedAt: 0, health: { loopDelayP99Ms: 1, loopDelayMaxMs: 1, cpuMs: 1, wallMs: 9_000, maxRssBytes: 1 }, maxSlipMs: 20, ...(load === undefined ? {} : { load }) },
    );
    const judged = (report: TrafficReport): void => { requireNoneFailed(teller, report, blame, leaving); };

    it('is no verdict while the machine has many more tasks than processors', () => {
      expect(() => { judged(late(12)); }).to.throw(InvalidMeasurement, '20 responses came too late while this machine had 12 tasks for each of its processors');
      expect(() => { forgoneBy(teller, late(12), blame, [], 0); }, 'nobody knows the app').to.throw(LessonFailure);
    });

    it('is no verdict where the app has given up what it waits for, and the failure of the app on a machine that has time', () => {
      const refused = (load: number): TrafficReport => new TrafficReport(
        storeOf([sample({ version: '1.0' }), ...Array.from({ length: 20 }, (_, n) => sample({ dueMs: 60_000 + n, error: '5xx', status: 503, pod: 'ap-a' }))]),
        { startedAt: 0, health: { loopDelayP99Ms: 1, loopDelayMaxMs: 1, cpuMs: 1, wallMs: 9_000, maxRssBytes: 1 }, maxSlipMs: 20, load },
      );
      const gaveUp = { gaveUp: () => true };
      expect(() => { requireNoneFailed(teller, refused(12), blame, leaving, gaveUp); }).to.throw(InvalidMeasurement, '20 responses came too late');
      expect(failureOf(() => { requireNoneFailed(teller, refused(1), blame, leaving, gaveUp); }).field).to.equal('spec.template.spec.containers[app].resources');
      expect(failureOf(() => { requireNoneFailed(teller, refused(12), blame, leaving); }).hint, 'where nobody knows').to.equal('hint lost');
    });

    it('is the failure of an app on a machine that has time, or of which nobody knows', () => {
      for (const load of [1, 3.9, undefined]) expect(failureOf(() => { judged(late(load)); }).field, String(load)).to.equal('spec.template.spec.containers[app].resources');
    });

    it('is the failure of an app that a CPU limit slows down, and of one that lost requests another way', () => {
      const lost = sample({ dueMs: 1_000, error: '5xx', status: 502 });
      expect(failureOf(() => { judged(late(12, lost)); }).observed, 'one that a missing preStop explains').to.include('1 × 502').and.to.include('also possible: no preStop delay');
      const limited = { ...blame, on: (manifests.named('Deployment/ap') ?? manifests.need('Deployment', 'ap', '')).with('spec.template.spec.containers[app].resources', { limits: { cpu: '50m' } }) };
      expect(failureOf(() => { requireNoneFailed(teller, late(12), limited, leaving); }).field).to.equal('spec.template.spec.containers[app].resources');
    });
  });

  it('is no verdict on requests that a busy machine sent to a pod that had stopped, and a failure on one that has time', () => {
    // The probe has 3 tries of 10 s each: 31.5 s are enough.
    const events: TimelineEvent[] = [{ at: 1_000, object: 'Pod/ap-a', kind: 'terminating' }, { at: 39_000, object: 'Pod/ap-a', kind: 'stoppedServing' }];
    const drains = { atSigterm: () => ({ drainMs: 40_000, drainField: 'env[WAIT_MS]' }) };
    const judge = (load: number): void => {
      const report = new TrafficReport(
        storeOf([sample({ version: '1.0' }), sample({ dueMs: 41_100, error: '5xx', status: 502, cookie: true })]),
        { startedAt: 0, health: { loopDelayP99Ms: 1, loopDelayMaxMs: 1, cpuMs: 1, wallMs: 9_000, maxRssBytes: 1 }, maxSlipMs: 20, load },
      );
      requireNoneFailed(teller, report, blame, { events }, drains);
    };
    expect(() => { judge(12); }).to.throw(InvalidMeasurement, '1 request was sent to a terminating pod that had stopped, as its readinessProbe failed later than it says, while this machine had 12 tasks');
    expect(failureOf(() => { judge(1); })).to.include({ field: 'spec.template.spec.containers[app].readinessProbe' });
  });

  it('is no verdict where a busy machine explains nearly all in both ways, whatever else fits by its moments alone', () => {
    // Told at SIGTERM, noticed when it had stopped, and gone at the end of its grace period.
    const events: TimelineEvent[] = [{ at: 1_000, object: 'Pod/ap-a', kind: 'terminating' }, { at: 40_000, object: 'Pod/ap-a', kind: 'stoppedServing' }, { at: 41_500, object: 'Pod/ap-a', kind: 'gone' }];
    const patient = { ...blame, on: (manifests.named('Deployment/ap') ?? manifests.need('Deployment', 'ap', '')).with('spec.template.spec.terminationGracePeriodSeconds', 40) };
    const drains = { atSigterm: () => ({ drainMs: 33_000, drainField: 'env[WAIT_MS]' }), saysLeaving: () => true };
    const misled = (n: number) => sample({ dueMs: 34_100 + n, error: '5xx' as const, status: 502, cookie: true });
    const judge = (load: number, on = patient, ...more: ReturnType<typeof sample>[]): void => {
      const report = new TrafficReport(
        storeOf([sample({ version: '1.0' }), ...Array.from({ length: 12 }, (_, n) => sample({ dueMs: 41_500 + n, error: 'timeout' as const })), ...Array.from({ length: 8 }, (_, n) => misled(n)), ...more]),
        { startedAt: 0, health: { loopDelayP99Ms: 1, loopDelayMaxMs: 1, cpuMs: 1, wallMs: 9_000, maxRssBytes: 1 }, maxSlipMs: 20, load },
      );
      requireNoneFailed(teller, report, on, { events }, drains);
    };
    expect(() => { judge(12); }).to.throw(InvalidMeasurement, '20 requests got no response in time, or went to a terminating pod that had stopped, as its readinessProbe failed later than it says, while this machine had 12 tasks');
    expect(failureOf(() => { judge(1); }).observed, 'a machine that has time').to.include('20 of 21 requests failed');
    const cut = Array.from({ length: 5 }, (_, n) => sample({ dueMs: 34_200 + n, error: '5xx' as const, status: 502 }));
    expect(failureOf(() => { judge(12, patient, ...cut); }).observed, 'clients without a cookie are no matter of a probe').to.include('25 of 26 requests failed');
    const limited = { ...patient, on: patient.on.with('spec.template.spec.containers[app].resources', { limits: { cpu: '50m' } }) };
    expect(() => { judge(12, limited); }).to.throw(LessonFailure);
  });

  it('is told as the lesson says where no cause fits', () => {
    expect(failureOf(() => { requireNoneFailed(teller, reportOf(60_000), blame, leaving); })).to.include({ field: 'spec.template', hint: 'hint lost' });
  });

  it('is none when nothing failed', () => {
    requireNoneFailed(teller, reportOf(), blame, leaving);
  });

  it('is told and not thrown where a manifest gives up that nothing is lost, with the phases in which it was', () => {
    const manifest = manifests.need('Deployment', 'ap', '06-update');
    const kept = manifest.with('spec.template.spec.containers[app].lifecycle.preStop.sleep.seconds', 5);
    const before = sample({ dueMs: 200, error: '5xx', status: 502 });
    const report = new TrafficReport(storeOf([before, sample({ dueMs: 1_000, error: '5xx', status: 502 })], [{ name: verbatim('1.0 → 2.0'), fromMs: 500 }]), { startedAt: 0, maxSlipMs: 20, health: { loopDelayP99Ms: 1, loopDelayMaxMs: 1, cpuMs: 1, wallMs: 9_000, maxRssBytes: 1 } });
    const events: TimelineEvent[] = [{ at: 100, object: 'Pod/ap-a', kind: 'terminating' }];
    const told = forgoneBy(teller, report, blame, [{ manifest, events }], 1_000);
    expect(told?.failure).to.include({ object: 'Deployment/ap', field: 'spec.template.spec.containers[app].lifecycle.preStop', line: 14 });
    expect(told?.failure.observed).to.include('; lost in the phases `before` 1, `1.0 → 2.0` 1; likely cause: no preStop delay (fits 2 of 2');
    expect(forgoneBy(teller, reportOf(), blame, [{ manifest, events }], 1_000)).to.equal(undefined);
    expect(failureOf(() => { forgoneBy(teller, report, blame, [{ manifest: kept, events }], 1_000); })).to.include({ field: 'spec.template', hint: 'hint lost' });
  });

  /** Another Deployment of the same kind, written by itself. */
  const beside = (manifest: Manifest): Manifest => new Manifest(manifest.named('ap-canary').object, undefined, manifest.lesson);

  it('lies with the one of several Deployments whose pods explain it', () => {
    const manifest = manifests.need('Deployment', 'ap', '06-update');
    const other = beside(manifest);
    const told = forgoneBy(teller, reportOf(1_000), blame, [{ manifest, events: [] }, { manifest: other, events: leaving.events }], 1_000);
    expect(told?.failure).to.include({ object: 'Deployment/ap-canary', field: 'spec.template.spec.containers[app].lifecycle.preStop' });
  });

  it('lies with the one whose settings say it, where the moments fit pods of another one as well', () => {
    const drains = manifests.need('Deployment', 'ap', '06-update').with('spec.template.spec.containers[0].lifecycle', { preStop: { sleep: { seconds: 1 } } });
    const slow = beside(drains.without('spec.template.spec.containers[0].lifecycle'));
    const events = (pod: string): TimelineEvent[] => [{ at: 100, object: 'ReplicaSet/x', kind: 'created' }, { at: 900, object: `Pod/${pod}`, kind: 'terminating' }];
    const late: TimelineEvent[] = [{ at: 1_900, object: 'Pod/ap-canary-b', kind: 'terminating' }];
    const parts = [{ manifest: drains, events: events('ap-a') }, { manifest: slow, events: [...events('ap-canary-a'), ...late] }];
    const told = (order: typeof parts) => forgoneBy(teller, reportOf(2_000, 2_100), blame, order, 1_000)?.failure;
    for (const order of [parts, parts.toReversed()]) {
      expect(told(order)).to.include({ object: 'Deployment/ap-canary', field: 'spec.template.spec.containers[app].lifecycle.preStop' });
      expect(told(order)?.observed).to.match(/no preStop delay \(fits 2 of 2, around Pod\/ap-canary-a, Pod\/ap-canary-b\); also possible: connections cut at SIGTERM/);
    }
  });

  it('says when there were fewer ready pods, or more replicas, than the strategy allows', () => {
    const states = (ready: number, replicas: number) => recordOf([
      { at: 1, pods: ['a', 'b'].map((name) => ({ metadata: { name }, status: { conditions: [{ type: 'Ready', status: 'True' }] } })), replicaSets: [{ metadata: { name: 'ap-1' }, spec: { replicas: 2, selector: {} } }] },
      { at: 2, pods: ['a', 'b'].slice(0, ready).map((name) => ({ metadata: { name }, status: { conditions: [{ type: 'Ready', status: 'True' }] } })) },
      { at: 3, replicaSets: [{ metadata: { name: 'ap-1' }, spec: { replicas, selector: {} } }] },
    ]);
    const deployment = manifests.need('Deployment', 'ap', '06-update');
    requireWithinStrategy(teller, states(2, 3), deployment);
    expect(failureOf(() => { requireWithinStrategy(teller, states(1, 3), deployment, verbatim('hint fewer')); })).to.include({
      expected: 'at least 2 ready pods at every moment', observed: '1 ready, when Pod/b was gone; 1 at the least', line: 9, hint: 'hint fewer',
    });
    expect(failureOf(() => { requireWithinStrategy(teller, states(1, 3), deployment); }).ja).to.include({ expected: 'Ready の Pod が常に 2 個以上あること', observed: 'Pod/b がなくなったとき Ready の Pod が 1 個、最少で 1 個' });
    expect(failureOf(() => { requireWithinStrategy(teller, states(2, 4), deployment); })).to.include({ observed: '4 were asked for', line: 10 });
  });

  it('leaves a pod that stops being ready by itself to the traffic', () => {
    const pod = (name: string, ready: boolean) => ({ metadata: { name }, status: { conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }] } });
    const record = recordOf([{ at: 1, pods: [pod('a', true), pod('b', true)] }, { at: 2, pods: [pod('a', true), pod('b', false)] }, { at: 3, pods: [pod('a', true), pod('b', true)] }]);
    expect(record).to.include({ minReady: 1, minKept: 2 });
    expect(() => { requireWithinStrategy(teller, record, manifests.need('Deployment', 'ap', '06-update')); }).to.not.throw();
  });
});
