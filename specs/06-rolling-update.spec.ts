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
import { rolloutBounds } from '../harness/rollout/rollout-bounds.ts';
import { Database } from './mysql/database.ts';
import { appContainer, appContainerName, isVersion } from './sample-app/app-container.ts';
import { requireOwnKey } from './sample-app/own-key.ts';
import { requireProbes } from './sample-app/probes.ts';
import { appResponds, hosts, tryIt, versionResponds } from './sample-app/requests.ts';
import { allUpdated, applyAndGetStuck, badChanges } from './checks/stuck-rollout.ts';
import { inRoom, requireRoom } from './checks/room.ts';
import { requireInTime } from './checks/update-time.ts';
import { kindsOfClients, requireLossless, startClients, underTraffic, untilOnly, updateTestMs, versionsIn, withoutCookie, type ChangeOfLesson, type Watched } from './sample-app/under-traffic.ts';
import { t as sampleApp } from './sample-app/texts.ts';
import { toVersion } from './sample-app/versions.ts';
import { requireIngressClass, requireVersion, requireWired } from './sample-app/wiring.ts';

const t = catalogue(en, ja);
const name = 'koa-sample-ap';
const [v1, v2, fromV1] = [verbatim('1.0'), verbatim('2.0'), verbatim('1.0 → 2.0')];
/** Requests of each kind that the lesson sends in all. */
const enough = 5_000;
/** Requests of each kind per second: pods that start need the rest of two cores. */
const rates = { 'fresh': 73, 'keep-alive': 71, 'sticky': 67 };
/** While no pod starts or terminates; most of the kinds that were sent least. */
const calmRates = { 'fresh': 163, 'keep-alive': 167, 'sticky': 173 };
/** How many old ReplicaSets the last update keeps. */
const history = 2;

lesson('06-rolling-update', { needs: ['ingress'], verifiable: true, testDeadlineMs: updateTestMs, tryIt, standsOn: ['04-mysql'], hosts }, (given) => {
  const app = `Deployment/${name}` as const;
  const deployment = () => given.manifest('Deployment', name);
  const wantedReplicas = () => deployment().get<number>('spec.replicas') ?? 1;
  /** Whether a pod is always ready, by what the strategy says. */
  const alwaysResponds = () => rolloutBounds(deployment().object).fewestReady > 0;
  const sent = new Map<string, number>(kindsOfClients.map((kind) => [kind, 0]));
  let update: Watched | undefined;
  const others: Watched[] = [];

  /** Makes a change while clients send requests; at no moment may there be fewer ready pods or more replicas than the strategy says. */
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
  const only = ({ en: version }: Text) => ({ of: version, fits: (sample: Sample) => sample.version === version, leaving: deployment(), hint: t.hints.versions });
  const setsOfApp = (sets: readonly ReplicaSet[]) => sets.filter((set) => isSetOf(set, name));
  const replicaSets = async () => setsOfApp(await given.list<ReplicaSet>('apps/v1', 'ReplicaSet'));

  test(t.updatable, { section: 'strategy', written: true, precondition: true }, async () => {
    given.expectField(deployment(), 'spec.replicas', t.hints.replicas).to.fit(t.replicas, (replicas) => Number(replicas ?? 1) >= 1);
    requireInTime(given, deployment());
    await requireRoom(given, deployment());
  });

  test(sampleApp.titles.wired, { written: true, precondition: true }, async () => {
    requireVersion(given, deployment(), '1.0');
    requireWired(given);
    await requireIngressClass(given);
  });

  test(t.starts, { precondition: true, effect: 'visits' }, async () => {
    // The database first: an app without a readiness probe counts as ready before the database responds.
    const database = Database.of(given);
    await database.in(given).complete({ blame: { on: database.manifest, hint: sampleApp.hints.databaseNotReady } });
    await inRoom(given, appResponds(given, wantedReplicas()));
  });

  test(t.probes, { section: 'strategy', level: 'production', effect: 'visits' }, async () => {
    const [pod] = await given.deployment(name).pods().ready(wantedReplicas());
    if (pod !== undefined) await requireProbes(given, deployment(), pod);
    await requireOwnKey(given);
  });

  test(t.update.title, { section: 'update', effect: 'changes', byHand: true, exclusive: 'traffic' }, async () => {
    update = await watched({ before: v1, during: fromV1, after: v2 }, async (traffic) => {
      await given.apply(toVersion(deployment(), '2.0'));
      await allUpdated(given, deployment());
      await untilOnly(traffic, { ...only(v2), kinds: withoutCookie });
    });
    versions(update.report, v1, ['1.0']);
    versions(update.report, fromV1, ['1.0', '2.0']);
    versions(update.report, v2, ['2.0'], withoutCookie);
  });

  test(t.update.lossless, { section: 'strategy', level: 'production', effect: 'reads', seenBy: t.update.title }, async () => { await requireLossless(given, update); });

  test(t.back.title, { section: 'back', effect: 'changes', byHand: true, after: t.update.title, exclusive: 'traffic' }, async () => {
    const container = appContainerName(deployment());
    const sets = await replicaSets();
    const revisionOf = ({ metadata }: ReplicaSet) => Number(metadata?.annotations?.['deployment.kubernetes.io/revision']);
    // A learner's Deployment may have others of that version from before.
    const first = sets.toSorted((a, b) => revisionOf(b) - revisionOf(a)).find((set) => set.spec?.template?.spec?.containers.some((each) => each.name === container && isVersion(each.image, '1.0')))
      ?? given.fail({ on: app, field: 'spec.revisionHistoryLimit', hint: t.hints.kept, expected: t.back.kept, observed: t.history.there(names(sets)) });
    const revision = revisionOf(first);
    const stalled = { on: app, field: 'spec.strategy', hint: t.hints.paused };
    const sizes = async () => (await replicaSets()).map(({ metadata, spec }) => `${metadata?.name ?? ''} ${spec?.replicas ?? 0}`).sort();
    // Where all new pods may come at once, nothing is left to be held up: old ones go then, paused or not (pkg/controller/deployment/sync.go, scale).
    let paused: string[] = [];
    const isHalfWay = () => !paused.includes(`${first.metadata?.name ?? ''} ${wantedReplicas()}`);
    const seen = await watched({ before: v2, during: verbatim('2.0 → 1.0'), after: v1, slow: true }, async (traffic) => {
      await given.deployment(name).undo(revision);
      if (given.byHand) {
        // Nobody pauses in time who has to type it.
        traffic.mark(t.phases.resumed);
        await allUpdated(given, deployment());
        await untilOnly(traffic, only(v1));
        return;
      }
      await given.until<KubeObject & ReplicaSet, true>({
        apiVersion: 'apps/v1',
        kind: 'ReplicaSet',
        name: first.metadata?.name ?? '',
        state: t.back.hasPod,
        seen: ([set]) => ((set?.status?.replicas ?? 0) > 0 ? true : undefined),
        blame: stalled,
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
      // How long a pod takes to start is another matter than how soon the ingress controller hears of it.
      await given.deployment(name).podsOf(first).someReady({ blame: stalled });
      await versionResponds(given, '1.0', stalled);
      paused = await sizes();
      traffic.mark(t.phases.paused);
      await traffic.answered(100, { stream: 'fresh' });
      if (isHalfWay()) given.expect(await sizes(), { what: t.back.sizes, on: app, field: 'spec.paused', hint: t.hints.paused }).to.deep.equal(paused);
      traffic.mark(t.phases.resumed);
      await given.apply(deployment());
      await allUpdated(given, deployment());
      // Clients with a cookie of an old pod as well: they are the last to leave it, and slow requests are under way until then.
      await untilOnly(traffic, only(v1));
    });
    others.push(seen);
    versions(seen.report, v2, ['2.0']);
    // Where all old pods may go first there is none of them left half way.
    if (alwaysResponds() && isHalfWay() && !given.byHand) versions(seen.report, t.phases.paused, ['1.0', '2.0']);
    // Those that were waited for: slow clients with a cookie may still begin a request at a pod that ends with its last one.
    versions(seen.report, v1, ['1.0'], kindsOfClients);
  });

  test(t.stuck, { section: 'stuck', effect: 'changes', byHand: true, exclusive: 'traffic' }, async () => {
    const good = toVersion(deployment(), '2.0').with('spec.revisionHistoryLimit', history);
    const container = appContainer(deployment());
    const hasProbe = deployment().get(`${container}.readinessProbe`) !== undefined;
    // Without a probe a pod counts as soon as its program has started, also when that ends at once.
    const stuck = badChanges.filter(({ needsProbe }) => hasProbe || !needsProbe);
    const seen = await watched({ before: v1, during: t.phases.badChanges, after: v2 }, async (traffic) => {
      for (const bad of stuck) {
        traffic.mark(bad.what);
        await applyAndGetStuck(given, deployment(), container, bad);
      }
      traffic.mark(fromV1);
      await given.apply(good);
      await allUpdated(given, good);
      await untilOnly(traffic, { ...only(v2), kinds: withoutCookie });
    });
    others.push(seen);
    versions(seen.report, v1, ['1.0']);
    if (alwaysResponds()) {
      for (const { what } of stuck) versions(seen.report, what, ['1.0']);
      versions(seen.report, fromV1, ['1.0', '2.0']);
    }
    versions(seen.report, v2, ['2.0'], withoutCookie);
  });

  test(t.enough.title, { effect: 'visits', seenBy: t.stuck, exclusive: 'traffic' }, async () => {
    const seen = await watched({ before: v2, during: t.phases.untilEnough, after: t.phases.enough, rates: calmRates }, async (traffic) => {
      await Promise.all(kindsOfClients.map(async (kind) => {
        await traffic.answered(enough - (sent.get(kind) ?? 0) - traffic.finished(kind), { stream: kind });
      }));
    });
    others.push(seen);
    versions(seen.report, t.phases.enough, ['2.0']);
    for (const [kind, count] of sent) given.measure(`requestsInAll: ${kind}`, count);
    for (const [kind, count] of sent) given.expect(count, { what: t.enough.sent(kind), on: app, hint: t.hints.enough }).to.be.at.least(enough);
  });

  test(t.lossless, { section: 'strategy', level: 'production', effect: 'reads', seenBy: t.back.title }, async () => {
    const { report, record } = await requireLossless(given, others[0], ...others.slice(1));
    const left = record.events.filter(({ kind }) => kind === 'terminating');
    const overtaken = [...report.samples('slow')].filter(({ pod, sentMs, doneMs }) =>
      left.some(({ at, object }) => object === `Pod/${pod ?? ''}` && report.startedAt + sentMs < at && at < report.startedAt + doneMs));
    given.measure('slowRequestsUnderWay', overtaken.length);
    given.expect(overtaken, { what: t.inProgress, on: `Service/${name}`, field: 'metadata.annotations', hint: sampleApp.hints.cookie }).to.not.be.empty;
  });

  test(t.history.title, { section: 'back', effect: 'reads', seenBy: t.stuck }, async () => {
    await given.until<KubeObject & ReplicaSet, true>({
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      labels: deployment().get<Record<string, string>>('spec.template.metadata.labels') ?? {},
      state: t.history.state(history),
      seen: (sets) => (setsOfApp(sets).length === history + 1 ? true : undefined),
      describe: (sets) => t.history.there(names(setsOfApp(sets))),
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

function names(sets: readonly ReplicaSet[]): string {
  return sets.map(({ metadata }) => metadata?.name ?? '').join(', ');
}
