import { expect } from 'chai';
import type { KubeObject, ReplicaSet } from '../harness/client/objects.ts';
import type { RolloutRecord } from '../harness/lesson/given.ts';
import { lesson } from '../harness/lesson/lesson.ts';
import type { TrafficReport } from '../harness/traffic/report.ts';
import type { Traffic } from '../harness/traffic/start-traffic.ts';
import { apiAnswers, versionAnswers } from './api/requests.ts';
import { allUpdated, applyAndGetStuck, badChanges } from './api/stuck.ts';
import { KINDS, underTraffic, versionsIn, visitors, type Phases } from './api/under-traffic.ts';
import { toVersion } from './api/versions.ts';

/** Requests of each kind that the lesson sends in all, and of which none may fail. */
const ENOUGH = 1_500;
/** How many old ReplicaSets the last update keeps. */
const HISTORY = 2;

lesson('06-rolling-update', { needs: ['ingress'], standsOn: ['04-mysql'] }, (given) => {
  const app = 'Deployment/koa-sample-ap';
  const deployment = () => given.manifest('Deployment', 'koa-sample-ap');
  const sent = new Map<string, number>(KINDS.map((kind) => [kind, 0]));
  const stillToSend = () => ENOUGH - Math.min(...sent.values());

  /** Makes a change under traffic: no request may fail, and at no moment may pods be missing or too many. */
  const watched = async (phases: Phases, change: (traffic: Traffic) => Promise<void>): Promise<{ report: TrafficReport; record: RolloutRecord }> => {
    const recorder = await given.deployment('koa-sample-ap').record();
    const report = await underTraffic(given, phases, change);
    const record = await recorder.stop();
    await given.showRollout(phases.during, report, record);
    given.measure('fewestReadyPods', record.minReady);
    for (const kind of KINDS) sent.set(kind, (sent.get(kind) ?? 0) + report.counts({ stream: kind }).requests);
    given.requireNoneFailed(report, { on: app, field: 'spec.template.spec.containers[0]', hint: 'failed-requests' }, record);
    given.requireWithinStrategy(record, deployment(), 'fewer-ready');
    return { report, record };
  };
  const versions = (report: TrafficReport, phase: string, expected: string[]) =>
    given.blame({ on: app, field: 'spec.strategy', hint: 'versions' }, () => expect(versionsIn(report, phase), `versions that answered in the phase \`${phase}\``).to.deep.equal(expected));
  const replicaSets = async () => (await given.list<ReplicaSet>('apps/v1', 'ReplicaSet')).filter((set) => set.metadata?.ownerReferences?.some(({ name }) => name === 'koa-sample-ap'));
  const complete = () => given.deployment('koa-sample-ap').complete();

  it('is written to replace its pods one by one, and to count only those that are ready', () => {
    given.expect(deployment(), 'spec.strategy.type').toBeOneOf([undefined, 'RollingUpdate'], 'strategy');
    given.expect(deployment(), 'spec.replicas').toSatisfy('2 or more', (replicas) => Number(replicas) >= 2, 'replicas');
    given.expect(deployment(), 'spec.template.spec.containers[0].readinessProbe').toExist('readiness');
  });

  it('goes from 1.0 to 2.0 without one failed request, and finishes those that are under way', async () => {
    await apiAnswers(given, deployment().get<number>('spec.replicas') ?? 1);
    const { report, record } = await watched({ before: '1.0', during: '1.0 → 2.0', after: '2.0', slow: true }, async () => {
      await given.apply(toVersion(deployment(), '2.0'));
      await complete();
    });
    await versions(report, '1.0', ['1.0']);
    await versions(report, '1.0 → 2.0', ['1.0', '2.0']);
    await versions(report, '2.0', ['2.0']);
    const overtaken = [...report.samples('slow')].filter(({ pod, sentMs, doneMs }) => record.events.some(({ at, object, what }) => object === `Pod/${pod ?? ''}` && what === 'began to terminate' && report.startedAt + sentMs < at && at < report.startedAt + doneMs));
    given.measure('slowRequestsUnderWay', overtaken.length);
    expect(overtaken, 'slow requests that were under way when their pod began to terminate').to.not.be.empty;
  });

  it('goes back to a given revision in the same way', async () => {
    const first = (await replicaSets()).find((set) => set.spec?.template?.spec?.containers[0]?.image?.endsWith(':1.0'));
    const revision = Number(first?.metadata?.annotations?.['deployment.kubernetes.io/revision']);
    const { report } = await watched({ before: '2.0', during: '2.0 → 1.0', after: '1.0' }, async () => {
      await given.deployment('koa-sample-ap').undo(revision);
      await complete();
    });
    await versions(report, '2.0 → 1.0', ['1.0', '2.0']);
    await versions(report, '1.0', ['1.0']);
  });

  it('stops at what cannot work, says so in time, and goes on serving every request', async () => {
    const { report } = await watched({ before: '1.0', during: 'bad changes', after: '1.0 again' }, async (traffic) => {
      for (const bad of badChanges) {
        traffic.mark(bad.what);
        await applyAndGetStuck(given, deployment(), bad);
        if (bad !== badChanges[0]) continue;
        await given.deployment('koa-sample-ap').undo();
        await allUpdated(given, 'koa-sample-ap');
      }
      await given.apply(deployment());
      await allUpdated(given, 'koa-sample-ap');
    });
    for (const name of ['1.0', ...badChanges.map(({ what }) => what), '1.0 again']) await versions(report, name, ['1.0']);
  });

  it('can be paused half way and resumed, and keeps as many old revisions as it is told to', async () => {
    const next = toVersion(deployment(), '2.0').with('spec.revisionHistoryLimit', HISTORY);
    const sizes = async () => (await replicaSets()).map(({ metadata, spec }) => `${metadata?.name ?? ''} ${spec?.replicas ?? 0}`).sort();
    const { report } = await watched({ before: '1.0', during: 'begins', after: '2.0', requests: stillToSend() }, async (traffic) => {
      await given.apply(next);
      await given.until<KubeObject & ReplicaSet, true>({
        apiVersion: 'apps/v1',
        kind: 'ReplicaSet',
        state: 'that of 2.0 has a pod',
        seen: (sets) => (sets.some(({ spec, status }) => spec?.template?.spec?.containers[0]?.image?.endsWith(':2.0') === true && (status?.replicas ?? 0) > 0) ? true : undefined),
      });
      await given.apply(next.with('spec.paused', true));
      await versionAnswers(given, '2.0', { on: app, field: 'spec.paused', hint: 'versions' });
      const paused = await sizes();
      traffic.mark('paused');
      await traffic.answered(60, { stream: 'fresh' });
      expect(await sizes(), 'what the ReplicaSets ask for while the rollout is paused').to.deep.equal(paused);
      traffic.mark('resumed');
      await given.apply(next);
      await complete();
    });
    await versions(report, 'paused', ['1.0', '2.0']);
    await versions(report, '2.0', ['2.0']);
    await given.until<KubeObject & ReplicaSet, true>({
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      state: `${HISTORY} old ones beside the one in use`,
      seen: (sets) => (sets.filter(({ metadata }) => metadata?.ownerReferences?.some(({ name }) => name === 'koa-sample-ap')).length === HISTORY + 1 ? true : undefined),
      within: 10_000,
    });
    for (const [kind, count] of sent) expect(count, `requests of the kind ${kind} in the whole lesson, none of which failed`).to.be.at.least(ENOUGH);
  });

  it('sees requests fail when the Service leads nowhere (control)', async () => {
    const service = given.manifest('Service', 'koa-sample-ap');
    await using traffic = await visitors(given, 'two pods');
    await given.apply(service.with('spec.selector', { ...service.get<object>('spec.selector'), app: 'nobody' }));
    await given.service('koa-sample-ap').endpoints(0);
    await traffic.until('a failed request', ({ ok }) => !ok, { deadlineMs: 10_000, about: { object: 'Service/koa-sample-ap', hint: given.hint('failed-requests') } });
    const report = await traffic.stop();
    await given.mustFail('traffic to a Service without pods', () => {
      given.requireNoneFailed(report, { on: app, hint: 'failed-requests' });
      return Promise.resolve();
    });
  });
});
