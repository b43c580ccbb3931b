import type { KubeObject } from '../harness/client/objects.ts';
import { lesson, test } from '../harness/lesson/lesson.ts';
import type { Manifest } from '../harness/lesson/given.ts';
import { catalogue } from '../harness/text/catalogue.ts';
import { verbatim } from '../harness/text/language.ts';
import type { Text } from '../harness/text/language.ts';
import type { TrafficReport } from '../harness/traffic/report.ts';
import type { Sample } from '../harness/traffic/sample.ts';
import { LessonFailure } from '../harness/verdict/lesson-failure.ts';
import { selects } from '../harness/values/label-selector.ts';
import { en } from './07-canary.en.ts';
import { ja } from './07-canary.ja.ts';
import { requireShare } from './sample-app/canary-share.ts';
import { requireApart, requireWeighingClass, sharedIngress, t as weights, weighingController, weighsApi, weightedRoute } from './sample-app/canary-weights.ts';
import { appContainer } from './sample-app/app-container.ts';
import { requireOwnKey } from './sample-app/own-key.ts';
import { requireProbes } from './sample-app/probes.ts';
import { appResponds, hosts, joined, labels, tryIt, versionResponds } from './sample-app/requests.ts';
import { inRoom, lacksRoom, requireRoom } from './checks/room.ts';
import { isOnlyDifference, requireSelects } from './checks/selects.ts';
import { allUpdated, applyAndGetStuck, failingReadiness } from './checks/stuck-rollout.ts';
import { toldAgain } from './checks/told-again.ts';
import { requireInTime } from './checks/update-time.ts';
import { requireLossless, underTraffic, untilOnly, updateTestMs, versionsIn, withoutCookie, type ChangeOfLesson, type Watched } from './sample-app/under-traffic.ts';
import { t as sampleApp } from './sample-app/texts.ts';
import { toVersion } from './sample-app/versions.ts';
import { policyBeforeDatabase } from './sample-app/way-to-database.ts';
import { requireIngressClass, requireVersion, requireWired, selectorHint } from './sample-app/wiring.ts';

const t = catalogue(en, ja);
const stableName = 'koa-sample-ap';
const canaryName = 'koa-sample-ap-canary';
/** What the lesson's text calls the Ingress with the weight. */
const weightedName = 'koa-sample-weighted-canary';
/** Requests of each kind per second: shares are judged mainly by the fresh ones, and those with a cookie show what a pod loses that they are still sent to. */
const rates = { 'fresh': 127, 'keep-alive': 29, 'sticky': 53 };
/** While no pod starts or terminates. */
const calmRates = { 'fresh': 199, 'keep-alive': 29, 'sticky': 23 };
/** Fresh requests, in 2 to 3 s, that a share is judged by. */
const forAShare = 400;
/** Milliseconds in which a small machine starts a few more pods. */
const morePodsMs = 60_000;
/** Stable pods beside one of the canary, if there are not more anyway: it gets 1 of 10 requests. */
const nine = 9;

const isCanary = (manifest: Manifest): boolean => manifest.kind === 'Deployment' && manifest.name === canaryName;

lesson('07-canary', { needs: ['ingress'], verifiable: true, testDeadlineMs: updateTestMs, tryIt, standsOn: ['04-mysql'], hosts, apply: (manifest) => !isCanary(manifest) && !weighsApi(manifest) }, (given) => {
  const on = `Deployment/${canaryName}` as const;
  const share = { on, field: 'spec.replicas', hint: t.hints.share } as const;
  const stable = () => given.manifest('Deployment', stableName);
  const canary = () => given.manifest('Deployment', canaryName);
  /** One pod of the canary, whatever its replicas: what the tests of 1 of 10 and 1 of 2 begin with. */
  const oneOf = (manifest: Manifest) => manifest.with('spec.replicas', 1);
  const ingress = () => sharedIngress(given, given.service(stableName).name, 'koa-sample-web');
  const weighing = () => given.manifests.all('Ingress').filter(weighsApi);
  const changes: Watched[] = [];
  const replicas = (manifest: Manifest) => manifest.get<number>('spec.replicas') ?? 1;
  const stableUids = async () => (await given.deployment(stableName).pods().now()).map(({ uid }) => uid);
  const requireReplicas = (manifest: Manifest) => {
    given.expectField(manifest, 'spec.replicas', t.hints.replicas).to.fit(t.replicas, (count) => Number(count ?? 1) >= 1);
  };
  const untouched = async (before: string[]) => {
    given.expect(await stableUids(), { what: t.untouched, on, field: 'spec.selector', hint: t.hints.selector }).to.include.members(before);
  };
  const onlyStable = (report: TrafficReport, phase: Text, hint: Text, streams?: readonly string[]): void => {
    given.expect(versionsIn(report, phase, streams), { what: t.responded(phase), on, hint }).to.deep.equal(['1.0']);
  };
  const only = (version: string) => ({ of: version, fits: (sample: Sample) => sample.version === version, leaving: canary(), hint: t.hints.leaves });
  const watched = async (about: ChangeOfLesson, change: Parameters<typeof underTraffic>[2]): Promise<Watched> => {
    const seen = await underTraffic(given, { deployments: [stableName, canaryName], rates, ...about }, change);
    // Only the shared host keeps clients by a cookie.
    if (about.host === undefined) changes.push(seen);
    return seen;
  };
  /** Who has applied all of the folder at once has it already. */
  const withoutCanary = async () => {
    await given.delete(canary());
    await inRoom(given, appResponds(given, replicas(stable())));
  };
  const canaryJoins = async (others: number) => {
    await given.apply(canary());
    await given.deployment(canaryName).complete({ blame: { on, hint: t.hints.canaryNotReady } }).catch(async (error: unknown) => {
      if (!(error instanceof LessonFailure) || error.failure.field !== undefined) throw error;
      const way = await policyBeforeDatabase(given, canary());
      if (way === undefined) throw error;
      toldAgain(given, error, way);
    });
    await joined(given, others + replicas(canary()), { on, field: 'spec.template.metadata.labels', hint: t.hints.notJoined });
    await versionResponds(given, '2.0', { on, field: `${appContainer(canary())}.image`, hint: sampleApp.hints.image('2.0') }, { of: canary() });
  };

  test(t.joinable, { section: 'canary', written: true }, () => {
    requireSelects(given, given.manifest('Service', stableName), stable(), selectorHint(stable()));
    for (const [label, value] of Object.entries(given.manifest('Service', stableName).get<Record<string, string>>('spec.selector') ?? {})) {
      if (isOnlyDifference(canary(), stable(), label)) given.fail({ on: `Service/${stableName}`, field: `spec.selector['${label}']`, hint: t.hints.notJoined, expected: t.sharedLabels, observed: verbatim(`${label}=${value}`) });
      given.expectField(canary(), `spec.template.metadata.labels['${label}']`, t.hints.notJoined).to.deep.equal(value);
    }
  });

  test(t.selectors.title, { section: 'canary', level: 'production', written: true }, () => {
    for (const [one, other] of [[canary(), stable()], [stable(), canary()]] as const) {
      given.expectField(one, 'spec.selector.matchLabels', t.hints.selector).to.fit(t.selectors.notOf(other.id), () => !selectsAlso(one, other));
    }
  });

  test(t.stable.title, { section: 'stable', written: true, precondition: true }, async () => {
    requireReplicas(stable());
    requireVersion(given, stable(), '1.0');
    requireWired(given, { ingress: ingress() });
    await requireIngressClass(given, [given.manifest('Ingress', ingress())]);
    requireInTime(given, stable());
    await requireRoom(given, stable());
  });

  test(t.canary, { section: 'canary', written: true }, async () => {
    requireReplicas(canary());
    requireVersion(given, canary(), '2.0');
    requireWired(given, { deployment: canaryName, ingress: ingress(), beside: stable() });
    requireInTime(given, canary());
    await requireRoom(given, canary());
  });

  test(t.few, { section: 'canary', level: 'production', written: true }, () => {
    given.expectField(canary(), 'spec.replicas', t.hints.smaller).to.fit(t.smaller(replicas(stable())), () => replicas(canary()) <= replicas(stable()));
  });

  test(t.starts, { section: 'stable', precondition: true, effect: 'visits', before: `Deployment/${canaryName}` }, async () => {
    await inRoom(given, appResponds(given, replicas(stable())));
  });

  test(t.pods, { level: 'production', effect: 'visits' }, async () => {
    const [pod] = await given.deployment(stableName).pods().ready(replicas(stable()));
    // A pod of the stable version answers for the canary, which is not there yet.
    for (const deployment of [stable(), canary()]) if (pod !== undefined) await requireProbes(given, deployment, pod);
    await requireOwnKey(given);
  });

  test(t.joins, { section: 'canary', effect: 'changes', byHand: true, exclusive: 'traffic' }, async () => {
    if (given.verifies) await withoutCanary();
    const before = await stableUids();
    const { report } = await watched({ before: t.phases.stable, during: t.phases.joins, after: t.phases.both, requests: forAShare }, () => inRoom(given, canaryJoins(replicas(stable()))));
    onlyStable(report, t.phases.stable, t.hints.aborted);
    const of = replicas(stable()) + replicas(canary());
    requireShare(given, report, { name: `${replicas(canary())}Of${of}`, phase: t.phases.both, expected: replicas(canary()) / of }, share);
    await untouched(before);
  });

  test(t.aborted, { section: 'back', effect: 'changes', byHand: true, after: t.joins, exclusive: 'traffic' }, async () => {
    const before = await stableUids();
    const { report } = await watched({ before: t.phases.both, during: t.phases.abort, after: t.phases.aborted }, async (traffic) => {
      await given.delete(canary());
      await untilOnly(traffic, { ...only('1.0'), kinds: withoutCookie });
    });
    onlyStable(report, t.phases.aborted, t.hints.aborted, withoutCookie);
    await untouched(before);
  });

  test(t.notServed, { effect: 'changes', exclusive: 'traffic' }, async () => {
    const asked = Object.keys(given.manifest('Service', stableName).get<object>('spec.selector') ?? {});
    const other = (track: string, lacks: readonly string[] = []) => oneOf(canary()).named(`${stableName}-${track}`).changed((draft: Labelled) => {
      const own = { ...draft.spec.template.metadata.labels, track, ...Object.fromEntries(lacks.map((label) => [label, track])) };
      draft.spec.template.metadata.labels = own;
      draft.spec.selector = { matchLabels: own };
    });
    const [bad, apart] = [other('bad'), other('apart', asked)];
    const { report } = await watched({ before: t.phases.stable, during: t.phases.beside, after: t.phases.stillBeside }, async () => {
      await given.apply(apart);
      await applyAndGetStuck(given, bad, appContainer(bad), failingReadiness);
      await given.deployment(apart.name).readyReplicas(1);
    });
    for (const phase of [t.phases.stable, t.phases.beside, t.phases.stillBeside]) onlyStable(report, phase, t.hints.notReady);
    await given.delete(bad);
    await given.delete(apart);
  });

  test(t.ofTen.title, { section: 'canary', effect: 'changes', byHand: true, exclusive: 'traffic' }, async () => {
    const before = await stableUids();
    const others = Math.max(nine, replicas(stable()));
    const scale = async (count: number) => { await given.apply(stable().with('spec.replicas', count)); };
    const endpoints = async (count: number) => { await given.service(stableName).endpoints(count, { within: morePodsMs, blame: share }); };
    // Without traffic: eight pods that start or terminate at once take all that a small machine has.
    await given.apply(oneOf(canary()));
    await scale(others);
    const lacking = await lacksRoom(given.deployment(stableName).complete({ within: morePodsMs, blame: share }));
    if (lacking === undefined) {
      await endpoints(others + 1);
      await untouched(before);
      const { report } = await watched({ before: t.phases.ten, during: t.phases.ofTen, after: t.phases.stillOfTen, rates: calmRates }, (traffic) => traffic.answered(forAShare, { stream: 'fresh' }));
      requireShare(given, report, { name: `1Of${others + 1}`, phase: t.phases.ofTen, expected: 1 / (others + 1) }, share);
    }
    // Pods that only drain take nothing from the next test.
    await scale(1);
    await endpoints(2);
    await given.apply(...weighing());
    if (lacking !== undefined) given.skip(t.ofTen.noRoom(others + 1, lacking));
  });

  test(t.weight.title, { section: 'weight', level: 'production', effect: 'visits', after: t.ofTen.title, exclusive: 'traffic' }, async () => {
    const classes = (await given.list<KubeObject & { spec?: { controller?: string } }>('networking.k8s.io/v1', 'IngressClass')).filter(({ spec }) => spec?.controller === weighingController);
    if (classes.length === 0) given.skip(t.weight.noController);
    const route = weightedRoute(given, weightedName);
    requireWeighingClass(given, route, classes.map(({ metadata }) => metadata?.name ?? ''));
    const services = requireApart(given, route, { stable: stable(), other: canary() });
    const weighted = { on: route.canary, field: route.field, hint: weights.hints.annotations };
    for (const [service, ingress] of [[services.stable, route.main], [services.canary, route.canary]] as const) {
      await given.service(service.name).endpoints(1, { within: 10_000, blame: { on: service, field: 'spec.selector', hint: weights.hints.leadsTo(ingress.id, service.name) } });
    }
    await versionResponds(given, '1.0', { on: route.main, field: 'spec.rules', hint: weights.hints.sameHost }, { host: route.host });
    if (route.header === undefined) await versionResponds(given, '2.0', { ...weighted, hint: weights.hints.sameHost }, { host: route.host });
    else {
      const { name, value } = route.header;
      await given.response({ path: '/healthz', host: route.host, labels, headers: { [name]: value } }, {
        state: weights.byHeader(`${name}: ${value}`), fits: ({ headers }) => headers[labels.version] === '2.0', within: 10_000, blame: weighted,
      });
    }
    const { report } = await watched({ before: t.phases.weighted, during: t.phases.weight, after: t.phases.same, host: route.host }, async (traffic) => {
      await traffic.answered(forAShare, { stream: 'fresh' });
    });
    requireShare(given, report, { name: 'ByWeight', phase: t.phases.weight, expected: route.share }, weighted);
  });

  test(t.promoted, { section: 'promote', effect: 'changes', byHand: true, after: t.ofTen.title, exclusive: 'traffic' }, async () => {
    const promoted = oneOf(toVersion(stable(), '2.0'));
    for (const ingress of weighing()) await given.delete(ingress);
    const { report, recorder } = await watched({ before: t.phases.ofTwo, during: t.phases.promotion, after: t.phases.promoted, requestsBefore: forAShare }, async (traffic) => {
      await given.apply(promoted);
      await allUpdated(given, promoted);
      const leaving = (await given.deployment(canaryName).pods().now()).map(({ name }) => name);
      await given.delete(canary());
      await given.service(stableName).endpoints(replicas(promoted), { blame: { on: `Deployment/${stableName}`, hint: t.hints.promoted } });
      // Clients with a cookie of the canary as well: what is lost when its pods stop shows by them alone.
      await untilOnly(traffic, { ...only('2.0'), fits: ({ version, pod = '' }) => version === '2.0' && !leaving.includes(pod), hint: t.hints.promoted });
    });
    requireShare(given, report, { name: '1Of2', phase: t.phases.ofTwo, expected: 1 / 2 }, share);
    given.requireWithinStrategy(recorder.only(given.deployment(stableName).name), promoted, t.hints.promoted);
    given.expect(versionsIn(report, t.phases.promoted), {
      what: t.responded(t.phases.promoted), on: `Deployment/${stableName}`, field: `${appContainer(stable())}.image`, hint: t.hints.promoted,
    }).to.deep.equal(['2.0']);
  });

  test(t.lossless, { level: 'production', effect: 'reads', seenBy: t.joins }, async () => { await requireLossless(given, changes[0], ...changes.slice(1)); });
});

interface Labelled {
  spec: { selector: { matchLabels: Record<string, string> }; template: { metadata: { labels: Record<string, string> } } };
}

/** Whether the selector of a Deployment also fits the pods of another one. */
function selectsAlso(deployment: Manifest, other: Manifest): boolean {
  return selects(deployment.get('spec.selector'), other.get('spec.template.metadata.labels'));
}
