import { expect } from 'chai';
import type { Deployment, KubeObject, ReplicaSet } from '../harness/client/objects.ts';
import { lesson, test } from '../harness/lesson/lesson.ts';
import type { TrafficReport } from '../harness/traffic/report.ts';
import type { Traffic } from '../harness/traffic/start-traffic.ts';
import { isSetOf } from '../harness/wait/pod-owner.ts';
import { requireProbes, requireTimeToLeave } from './sample-app/probes.ts';
import { apiAnswers, versionAnswers } from './sample-app/requests.ts';
import { allUpdated, applyAndGetStuck, badChanges } from './checks/stuck-rollout.ts';
import { KINDS, meetOnly, SLOW, underTraffic, versionsIn, visitors, WITHOUT_COOKIE, type ChangeOfLesson, type Watched } from './sample-app/under-traffic.ts';
import { toVersion } from './sample-app/versions.ts';
import { requireIngressClass, requireSticky, requireVersion, requireWired } from './sample-app/wiring.ts';

const name = 'koa-sample-ap';
/** Requests of each kind that the lesson sends in all, and of which none may fail. */
const ENOUGH = 5_000;
/** Of each kind in a second: pods that start need what two cores have beside them. */
const rates = { 'fresh': 73, 'keep-alive': 71, 'sticky': 67 };
/** While no pod comes or goes; most of those of which the fewest have come. */
const calmRates = { 'fresh': 163, 'keep-alive': 167, 'sticky': 173 };
/** How many old ReplicaSets the last update keeps. */
const HISTORY = 2;

lesson('06-rolling-update', { needs: ['ingress'], standsOn: ['04-mysql'] }, (given) => {
  const app = `Deployment/${name}` as const;
  const deployment = () => given.manifest('Deployment', name);
  const sent = new Map<string, number>(KINDS.map((kind) => [kind, 0]));

  /** Makes a change while visitors come; at no moment may pods be missing or too many. */
  const watched = async (about: ChangeOfLesson, change: (traffic: Traffic) => Promise<void>): Promise<Watched> => {
    const seen = await underTraffic(given, { deployments: [name], rates, ...about }, change);
    given.measure('fewestReadyPods', seen.record.minReady);
    given.measure('mostReplicas', seen.record.mostWanted);
    given.requireWithinStrategy(seen.record, deployment(), 'fewer-ready');
    for (const kind of KINDS) sent.set(kind, (sent.get(kind) ?? 0) + seen.report.counts({ stream: kind }).requests);
    return seen;
  };
  const versions = (report: TrafficReport, phase: string, expected: string[], streams?: readonly string[]) =>
    given.blame({ on: app, field: 'spec.strategy', hint: 'versions' }, () => expect(versionsIn(report, phase, streams), `versions that answered in the phase \`${phase}\``).to.deep.equal(expected));
  const setsOfApp = (sets: readonly ReplicaSet[]) => sets.filter((set) => isSetOf(set, name));
  const replicaSets = async () => setsOfApp(await given.list<ReplicaSet>('apps/v1', 'ReplicaSet'));

  test('is written to replace its pods one by one, and to count only those that are ready', { written: true }, () => {
    given.expectField(deployment(), 'spec.strategy.type', 'strategy').to.be.oneOf([undefined, 'RollingUpdate']);
    given.expectField(deployment(), 'spec.strategy.rollingUpdate.maxUnavailable', 'fewer-ready').to.be.oneOf([0, '0%']);
    given.expectField(deployment(), 'spec.strategy.rollingUpdate.maxSurge', 'fewer-ready').to.be.oneOf([1, '50%']);
    given.expectField(deployment(), 'spec.replicas', 'replicas').to.fit('2 to 4', (replicas) => Number(replicas) >= 2 && Number(replicas) <= 4);
    requireProbes(given, deployment());
  });

  test('gives a pod that leaves time until everyone knows', { written: true }, () => { requireTimeToLeave(given, deployment(), SLOW.ms); });

  test('leads visitors to the pods of the app, and those to the database', { written: true, precondition: true }, async () => {
    requireVersion(given, deployment(), '1.0', 'versions');
    requireWired(given);
    requireSticky(given, 'cookie');
    await requireIngressClass(given);
  });

  test('begins with an app that answers', { precondition: true, effect: 'visits' }, async () => {
    // The database first: an app without a readiness probe is called ready before it has one.
    await given.deployment('koa-sample-db').complete({ blame: { on: 'Deployment/koa-sample-db', hint: 'app-not-ready' } });
    await apiAnswers(given, deployment().get<number>('spec.replicas') ?? 1);
  });

  test('goes from 1.0 to 2.0 without one failed request, and finishes those that are under way', { effect: 'changes', exclusive: 'traffic' }, async () => {
    const { report, record } = await watched({ before: '1.0', during: '1.0 → 2.0', after: '2.0', slow: true }, async (traffic) => {
      await given.apply(toVersion(deployment(), '2.0'));
      await allUpdated(given, name);
      await meetOnly(given, traffic, '2.0', ({ version }) => version === '2.0', WITHOUT_COOKIE);
    });
    await versions(report, '1.0', ['1.0']);
    await versions(report, '1.0 → 2.0', ['1.0', '2.0']);
    await versions(report, '2.0', ['2.0'], WITHOUT_COOKIE);
    const left = record.events.filter(({ kind }) => kind === 'terminating');
    const overtaken = [...report.samples('slow')].filter(({ pod, sentMs, doneMs }) =>
      left.some(({ at, object }) => object === `Pod/${pod ?? ''}` && report.startedAt + sentMs < at && at < report.startedAt + doneMs));
    given.measure('slowRequestsUnderWay', overtaken.length);
    expect(overtaken, 'slow requests that were under way when their pod began to terminate').to.not.be.empty;
  });

  test('goes back to a given revision in the same way, also when it is paused half way', { effect: 'changes', exclusive: 'traffic' }, async () => {
    const first = (await replicaSets()).find((set) => set.spec?.template?.spec?.containers[0]?.image?.endsWith(':1.0'));
    const revision = Number(first?.metadata?.annotations?.['deployment.kubernetes.io/revision']);
    const sizes = async () => (await replicaSets()).map(({ metadata, spec }) => `${metadata?.name ?? ''} ${spec?.replicas ?? 0}`).sort();
    const { report } = await watched({ before: '2.0', during: '2.0 → 1.0', after: '1.0' }, async (traffic) => {
      await given.deployment(name).undo(revision);
      await given.until<KubeObject & ReplicaSet, true>({
        apiVersion: 'apps/v1',
        kind: 'ReplicaSet',
        name: first?.metadata?.name ?? '',
        state: 'has a pod again',
        seen: ([set]) => ((set?.status?.replicas ?? 0) > 0 ? true : undefined),
      });
      await given.apply(deployment().with('spec.paused', true));
      await given.until<Deployment & KubeObject, true>({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        name,
        state: 'paused',
        seen: ([now]) => (now?.status?.conditions?.some(({ reason }) => reason === 'DeploymentPaused') === true ? true : undefined),
        blame: { on: app, field: 'spec.paused' },
      });
      await versionAnswers(given, '1.0', { on: app, field: 'spec.paused', hint: 'versions' });
      const paused = await sizes();
      traffic.mark('paused');
      await traffic.answered(100, { stream: 'fresh' });
      expect(await sizes(), 'what the ReplicaSets ask for while the rollout is paused').to.deep.equal(paused);
      traffic.mark('resumed');
      await given.apply(deployment());
      await allUpdated(given, name);
      // Those who have a cookie of an old pod as well: they are the last to leave it.
      await meetOnly(given, traffic, '1.0', ({ version }) => version === '1.0');
    });
    await versions(report, '2.0', ['2.0']);
    await versions(report, 'paused', ['1.0', '2.0']);
    await versions(report, '1.0', ['1.0']);
  });

  test('stops at what cannot work, says so in time, serves every request meanwhile, and goes on with what works', { effect: 'changes', exclusive: 'traffic' }, async () => {
    const good = toVersion(deployment(), '2.0').with('spec.revisionHistoryLimit', HISTORY);
    const { report } = await watched({ before: '1.0', during: 'bad changes', after: '2.0' }, async (traffic) => {
      for (const bad of badChanges) {
        traffic.mark(bad.what);
        await applyAndGetStuck(given, deployment(), bad);
      }
      traffic.mark('1.0 → 2.0');
      await given.apply(good);
      await allUpdated(given, name);
      await meetOnly(given, traffic, '2.0', ({ version }) => version === '2.0', WITHOUT_COOKIE);
    });
    for (const phase of ['1.0', ...badChanges.map(({ what }) => what)]) await versions(report, phase, ['1.0']);
    await versions(report, '1.0 → 2.0', ['1.0', '2.0']);
    await versions(report, '2.0', ['2.0'], WITHOUT_COOKIE);
  });

  test('has lost none of 5,000 requests of each kind', { effect: 'visits', exclusive: 'traffic' }, async () => {
    const { report } = await watched({ before: '2.0', during: 'until there were enough', after: 'enough', rates: calmRates }, async (traffic) => {
      await Promise.all(KINDS.map(async (kind) => {
        await traffic.answered(ENOUGH - (sent.get(kind) ?? 0) - traffic.finished(kind), { stream: kind });
      }));
    });
    await versions(report, 'enough', ['2.0']);
    for (const [kind, count] of sent) given.measure(`requestsInAll: ${kind}`, count);
    for (const [kind, count] of sent) expect(count, `requests of the kind ${kind} in the whole lesson, none of which failed`).to.be.at.least(ENOUGH);
  });

  test('keeps as many old revisions as it is told to', { effect: 'reads' }, async () => {
    await given.until<KubeObject & ReplicaSet, true>({
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      state: `${HISTORY} old ones beside the one in use`,
      seen: (sets) => (setsOfApp(sets).length === HISTORY + 1 ? true : undefined),
      within: 10_000,
      blame: { on: app, field: 'spec.revisionHistoryLimit' },
    });
  });

  test('sees requests fail when the Service leads nowhere (control)', { effect: 'changes', exclusive: 'traffic' }, async () => {
    const service = given.manifest('Service', name);
    await using traffic = await visitors(given, 'two pods', { rates });
    await given.apply(service.with('spec.selector', { ...service.get<object>('spec.selector'), app: 'nobody' }));
    await given.service(name).endpoints(0);
    await traffic.until('a failed request', ({ ok }) => !ok, { deadlineMs: 20_000, about: { object: `Service/${name}`, hint: given.hint('failed-requests') } });
    const report = await traffic.stop();
    await given.mustFail('traffic to a Service without pods', /requests failed/, () => { given.requireNoneFailed(report, { on: app, hint: 'failed-requests' }); });
  });
});
