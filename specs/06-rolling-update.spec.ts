import type { Deployment, KubeObject, ReplicaSet } from '../harness/client/objects.ts';
import { lesson, test } from '../harness/lesson/lesson.ts';
import { catalogue } from '../harness/text/catalogue.ts';
import { verbatim, type Text } from '../harness/text/language.ts';
import type { TrafficReport } from '../harness/traffic/report.ts';
import type { Sample } from '../harness/traffic/sample.ts';
import type { Traffic } from '../harness/traffic/start-traffic.ts';
import { isSetOf } from '../harness/wait/pod-owner.ts';
import { en } from './06-rolling-update.en.ts';
import { ja } from './06-rolling-update.ja.ts';
import { requireProbes, requireTimeToLeave } from './sample-app/probes.ts';
import { appResponds, hosts, versionResponds } from './sample-app/requests.ts';
import { allUpdated, applyAndGetStuck, badChanges } from './checks/stuck-rollout.ts';
import { kindsOfClients, slowRequests, startClients, underTraffic, untilOnly, versionsIn, withoutCookie, type ChangeOfLesson, type Watched } from './sample-app/under-traffic.ts';
import { t as sampleApp } from './sample-app/texts.ts';
import { toVersion } from './sample-app/versions.ts';
import { requireIngressClass, requireSticky, requireVersion, requireWired } from './sample-app/wiring.ts';

const t = catalogue(en, ja);
const name = 'koa-sample-ap';
const [v1, v2, update] = [verbatim('1.0'), verbatim('2.0'), verbatim('1.0 → 2.0')];
/** Requests of each kind that the lesson sends in all, and of which none may fail. */
const enough = 5_000;
/** Requests of each kind per second: pods that start need the rest of two cores. */
const rates = { 'fresh': 73, 'keep-alive': 71, 'sticky': 67 };
/** While no pod starts or terminates; most of the kinds that were sent least. */
const calmRates = { 'fresh': 163, 'keep-alive': 167, 'sticky': 173 };
/** How many old ReplicaSets the last update keeps. */
const history = 2;

lesson('06-rolling-update', { needs: ['ingress'], standsOn: ['04-mysql'], hosts }, (given) => {
  const app = `Deployment/${name}` as const;
  const deployment = () => given.manifest('Deployment', name);
  const sent = new Map<string, number>(kindsOfClients.map((kind) => [kind, 0]));

  /** Makes a change while clients send requests; at no moment may there be too few ready pods or too many replicas. */
  const watched = async (about: ChangeOfLesson, change: (traffic: Traffic) => Promise<void>): Promise<Watched> => {
    const seen = await underTraffic(given, { deployments: [name], rates, ...about }, change);
    given.measure('fewestReadyPods', seen.record.minReady);
    given.measure('mostReplicas', seen.record.mostWanted);
    given.requireWithinStrategy(seen.record, deployment(), t.hints.fewerReady);
    for (const kind of kindsOfClients) sent.set(kind, (sent.get(kind) ?? 0) + seen.report.counts({ stream: kind }).requests);
    return seen;
  };
  const versions = (report: TrafficReport, phase: Text, expected: string[], streams?: readonly string[]): void => {
    given.expect(versionsIn(report, phase, streams), { what: t.responded(phase), on: app, field: 'spec.strategy', hint: t.hints.versions }).to.deep.equal(expected);
  };
  /** Only responses of a version from now on; `v1` and `v2` are what their image says. */
  const only = ({ en: version }: Text) => ({ of: version, fits: (sample: Sample) => sample.version === version, hint: t.hints.versions });
  const setsOfApp = (sets: readonly ReplicaSet[]) => sets.filter((set) => isSetOf(set, name));
  const replicaSets = async () => setsOfApp(await given.list<ReplicaSet>('apps/v1', 'ReplicaSet'));

  test(t.written, { written: true }, () => {
    given.expectField(deployment(), 'spec.strategy.type', t.hints.strategy).to.be.oneOf([undefined, 'RollingUpdate']);
    given.expectField(deployment(), 'spec.strategy.rollingUpdate.maxUnavailable', t.hints.fewerReady).to.be.oneOf([0, '0%']);
    given.expectField(deployment(), 'spec.strategy.rollingUpdate.maxSurge', t.hints.fewerReady).to.be.oneOf([1, '50%']);
    given.expectField(deployment(), 'spec.replicas', t.hints.replicas).to.fit(t.replicas, (replicas) => Number(replicas) >= 2 && Number(replicas) <= 4);
    requireProbes(given, deployment());
  });

  test(sampleApp.titles.timeToLeave, { written: true }, () => { requireTimeToLeave(given, deployment(), slowRequests.ms); });

  test(sampleApp.titles.wired, { written: true, precondition: true }, async () => {
    requireVersion(given, deployment(), '1.0');
    requireWired(given);
    requireSticky(given);
    await requireIngressClass(given);
  });

  test(t.starts, { precondition: true, effect: 'visits' }, async () => {
    // The database first: an app without a readiness probe counts as ready before the database responds.
    await given.deployment('koa-sample-db').complete({ blame: { on: 'Deployment/koa-sample-db', hint: sampleApp.hints.databaseNotReady } });
    await appResponds(given, deployment().get<number>('spec.replicas') ?? 1);
  });

  test(t.update.title, { effect: 'changes', exclusive: 'traffic' }, async () => {
    const { report, record } = await watched({ before: v1, during: update, after: v2, slow: true }, async (traffic) => {
      await given.apply(toVersion(deployment(), '2.0'));
      await allUpdated(given, name);
      await untilOnly(traffic, { ...only(v2), kinds: withoutCookie });
    });
    versions(report, v1, ['1.0']);
    versions(report, update, ['1.0', '2.0']);
    versions(report, v2, ['2.0'], withoutCookie);
    const left = record.events.filter(({ kind }) => kind === 'terminating');
    const overtaken = [...report.samples('slow')].filter(({ pod, sentMs, doneMs }) =>
      left.some(({ at, object }) => object === `Pod/${pod ?? ''}` && report.startedAt + sentMs < at && at < report.startedAt + doneMs));
    given.measure('slowRequestsUnderWay', overtaken.length);
    given.expect(overtaken, { what: t.update.inProgress, on: `Service/${name}`, field: 'metadata.annotations', hint: sampleApp.hints.cookie }).to.not.be.empty;
  });

  test(t.back.title, { effect: 'changes', exclusive: 'traffic' }, async () => {
    const first = (await replicaSets()).find((set) => set.spec?.template?.spec?.containers[0]?.image?.endsWith(':1.0'));
    const revision = Number(first?.metadata?.annotations?.['deployment.kubernetes.io/revision']);
    const sizes = async () => (await replicaSets()).map(({ metadata, spec }) => `${metadata?.name ?? ''} ${spec?.replicas ?? 0}`).sort();
    const { report } = await watched({ before: v2, during: verbatim('2.0 → 1.0'), after: v1 }, async (traffic) => {
      await given.deployment(name).undo(revision);
      await given.until<KubeObject & ReplicaSet, true>({
        apiVersion: 'apps/v1',
        kind: 'ReplicaSet',
        name: first?.metadata?.name ?? '',
        state: t.back.hasPod,
        seen: ([set]) => ((set?.status?.replicas ?? 0) > 0 ? true : undefined),
        blame: { on: app, field: 'spec.strategy', hint: t.hints.paused },
      });
      await given.apply(deployment().with('spec.paused', true));
      await given.until<Deployment & KubeObject, true>({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        name,
        state: t.back.isPaused,
        seen: ([now]) => (now?.status?.conditions?.some(({ reason }) => reason === 'DeploymentPaused') === true ? true : undefined),
        blame: { on: app, field: 'spec.paused', hint: t.hints.paused },
      });
      await versionResponds(given, '1.0', { on: app, field: 'spec.strategy', hint: t.hints.paused });
      const paused = await sizes();
      traffic.mark(t.phases.paused);
      await traffic.answered(100, { stream: 'fresh' });
      given.expect(await sizes(), { what: t.back.sizes, on: app, field: 'spec.paused', hint: t.hints.paused }).to.deep.equal(paused);
      traffic.mark(t.phases.resumed);
      await given.apply(deployment());
      await allUpdated(given, name);
      // Clients with a cookie of an old pod as well: they are the last to leave it.
      await untilOnly(traffic, only(v1));
    });
    versions(report, v2, ['2.0']);
    versions(report, t.phases.paused, ['1.0', '2.0']);
    versions(report, v1, ['1.0']);
  });

  test(t.stuck, { effect: 'changes', exclusive: 'traffic' }, async () => {
    const good = toVersion(deployment(), '2.0').with('spec.revisionHistoryLimit', history);
    const { report } = await watched({ before: v1, during: t.phases.badChanges, after: v2 }, async (traffic) => {
      for (const bad of badChanges) {
        traffic.mark(bad.what);
        await applyAndGetStuck(given, deployment(), bad);
      }
      traffic.mark(update);
      await given.apply(good);
      await allUpdated(given, name);
      await untilOnly(traffic, { ...only(v2), kinds: withoutCookie });
    });
    for (const phase of [v1, ...badChanges.map(({ what }) => what)]) versions(report, phase, ['1.0']);
    versions(report, update, ['1.0', '2.0']);
    versions(report, v2, ['2.0'], withoutCookie);
  });

  test(t.enough.title, { effect: 'visits', exclusive: 'traffic' }, async () => {
    const { report } = await watched({ before: v2, during: t.phases.untilEnough, after: t.phases.enough, rates: calmRates }, async (traffic) => {
      await Promise.all(kindsOfClients.map(async (kind) => {
        await traffic.answered(enough - (sent.get(kind) ?? 0) - traffic.finished(kind), { stream: kind });
      }));
    });
    versions(report, t.phases.enough, ['2.0']);
    for (const [kind, count] of sent) given.measure(`requestsInAll: ${kind}`, count);
    for (const [kind, count] of sent) given.expect(count, { what: t.enough.sent(kind), on: app, hint: t.hints.enough }).to.be.at.least(enough);
  });

  test(t.history.title, { effect: 'reads' }, async () => {
    await given.until<KubeObject & ReplicaSet, true>({
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      labels: deployment().get<Record<string, string>>('spec.template.metadata.labels') ?? {},
      state: t.history.state(history),
      seen: (sets) => (setsOfApp(sets).length === history + 1 ? true : undefined),
      describe: (sets) => t.history.there(setsOfApp(sets).map(({ metadata }) => metadata?.name ?? '').join(', ')),
      within: 10_000,
      blame: { on: app, hint: t.hints.history },
    });
  });

  test(t.control.title, { effect: 'changes', exclusive: 'traffic' }, async () => {
    const service = given.manifest('Service', name);
    await using traffic = await startClients(given, t.phases.twoPods, { rates });
    await given.apply(service.with('spec.selector', { ...service.get<object>('spec.selector'), app: 'nobody' }));
    await given.service(name).endpoints(0);
    await traffic.until(t.control.failed, ({ ok }) => !ok, { deadlineMs: 20_000, blame: { on: `Service/${name}`, hint: sampleApp.hints.failedRequests } });
    const report = await traffic.stop();
    await given.mustFail(t.control.what, /requests failed/, () => { given.requireNoneFailed(report, { on: app, hint: sampleApp.hints.failedRequests }); });
  });
});
