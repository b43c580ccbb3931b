import { lesson, test } from '../harness/lesson/lesson.ts';
import type { Manifest } from '../harness/lesson/given.ts';
import { catalogue } from '../harness/text/catalogue.ts';
import type { Text } from '../harness/text/language.ts';
import type { TrafficReport } from '../harness/traffic/report.ts';
import type { Sample } from '../harness/traffic/sample.ts';
import { en } from './07-canary.en.ts';
import { ja } from './07-canary.ja.ts';
import { requireShare } from './sample-app/canary-share.ts';
import { requireProbes, requireTimeToLeave } from './sample-app/probes.ts';
import { appResponds, hosts, joined, versionResponds } from './sample-app/requests.ts';
import { requireSelects, selects, selectsPodsOf } from './checks/selects.ts';
import { allUpdated, applyAndGetStuck, failingReadiness } from './checks/stuck-rollout.ts';
import { underTraffic, untilOnly, versionsIn, withoutCookie, type ChangeOfLesson } from './sample-app/under-traffic.ts';
import { t as sampleApp } from './sample-app/texts.ts';
import { toVersion } from './sample-app/versions.ts';
import { requireIngressClass, requireSticky, requireVersion, requireWired, selectorHint } from './sample-app/wiring.ts';

const t = catalogue(en, ja);
const stableName = 'koa-sample-ap';
const canaryName = 'koa-sample-ap-canary';
const weightedName = 'koa-sample-weighted';
const weightedHost = 'api.weighted.k8s';
/** The annotation of ingress-nginx that makes an Ingress the canary of another one with its host and path. */
const canaryMark = 'nginx.ingress.kubernetes.io/canary';
/** The annotation of ingress-nginx that says how many of a hundred requests a canary gets. */
const weightOf = 'nginx.ingress.kubernetes.io/canary-weight';
/** Requests of each kind per second: shares are judged mainly by the fresh ones. */
const rates = { 'fresh': 149, 'keep-alive': 29, 'sticky': 23 };
/** While no pod starts or terminates. */
const calmRates = { 'fresh': 199, 'keep-alive': 29, 'sticky': 23 };
/** Fresh requests, in 2 to 3 s, that a share is judged by. */
const forAShare = 400;
/** Milliseconds that a cheap request may take. */
const cheapMs = 1_000;
/** Milliseconds in which a small machine starts a few more pods. */
const morePodsMs = 60_000;

const isCanary = (manifest: Manifest): boolean => manifest.kind === 'Deployment' && manifest.name === canaryName;

lesson('07-canary', { needs: ['ingress'], standsOn: ['04-mysql'], hosts, apply: (manifest) => !isCanary(manifest) }, (given) => {
  const on = `Deployment/${canaryName}` as const;
  const share = { on, field: 'spec.replicas', hint: t.hints.share } as const;
  const stable = () => given.manifest('Deployment', stableName);
  const canary = () => given.manifest('Deployment', canaryName);
  const replicas = (manifest: Manifest) => manifest.get<number>('spec.replicas') ?? 1;
  const stableUids = async () => (await given.deployment(stableName).pods().now()).map(({ uid }) => uid);
  const untouched = async (before: string[]) => {
    given.expect(await stableUids(), { what: t.untouched, on, field: 'spec.selector', hint: t.hints.selector }).to.include.members(before);
  };
  const onlyStable = (report: TrafficReport, phase: Text, hint: Text, streams?: readonly string[]): void => {
    given.expect(versionsIn(report, phase, streams), { what: t.responded(phase), on, hint }).to.deep.equal(['1.0']);
  };
  const only = (version: string) => ({ of: version, fits: (sample: Sample) => sample.version === version, hint: t.hints.leaves });
  const watched = (about: ChangeOfLesson, change: Parameters<typeof underTraffic>[2]) =>
    underTraffic(given, { deployments: [stableName, canaryName], rates, ...about }, change);
  const canaryJoins = async (others: number) => {
    await given.apply(canary());
    await given.deployment(canaryName).complete({ blame: { on, hint: t.hints.canaryNotReady } });
    await joined(given, others + replicas(canary()), { on, field: 'spec.template.metadata.labels', hint: t.hints.notJoined });
    await versionResponds(given, '2.0', { on, field: 'spec.template.spec.containers[0].image', hint: sampleApp.hints.image('2.0') });
  };

  test(t.selectors.title, { written: true }, () => {
    for (const [one, other] of [[canary(), stable()], [stable(), canary()]] as const) {
      given.expectField(one, 'spec.selector.matchLabels', t.hints.selector).to.fit(t.selectors.own, (labels) => selects(labels, one.get('spec.template.metadata.labels')));
      given.expectField(one, 'spec.selector.matchLabels', t.hints.selector).to.fit(t.selectors.notOf(other.id), (labels) => !selects(labels, other.get('spec.template.metadata.labels')));
    }
    requireSelects(given, given.manifest('Service', stableName), stable(), selectorHint(stable()));
    for (const [label, value] of Object.entries(given.manifest('Service', stableName).get<Record<string, string>>('spec.selector') ?? {})) {
      given.expectField(canary(), `spec.template.metadata.labels['${label}']`, t.hints.notJoined).to.deep.equal(value);
    }
  });

  test(t.stable.title, { written: true, precondition: true }, async () => {
    given.expectField(stable(), 'spec.replicas', t.hints.stableReplicas).to.fit(t.stable.replicas, (count) => Number(count) >= 2 && Number(count) <= 5);
    requireVersion(given, stable(), '1.0');
    requireWired(given, { ingress: 'koa-sample-web' });
    await requireIngressClass(given, [given.manifest('Ingress', 'koa-sample-web')]);
  });

  test(t.canary, { written: true }, () => {
    given.expectField(canary(), 'spec.replicas', t.hints.oneCanary).to.be.oneOf([undefined, 1]);
    requireVersion(given, canary(), '2.0');
    requireWired(given, { deployment: canaryName, ingress: 'koa-sample-web' });
  });

  test(t.pods, { written: true }, () => {
    for (const deployment of [stable(), canary()]) {
      requireProbes(given, deployment);
      requireTimeToLeave(given, deployment, cheapMs);
    }
    requireSticky(given);
  });

  test(t.routes, { written: true }, () => {
    for (const { deployment, service, ingress, other, hint } of [
      { deployment: stableName, service: `${stableName}-stable`, ingress: weightedName, other: canary(), hint: t.hints.weightedStable },
      { deployment: canaryName, service: canaryName, ingress: `${weightedName}-canary`, other: stable(), hint: t.hints.weightedCanary },
    ]) {
      requireWired(given, { deployment, service, ingress, hosts: [weightedHost] });
      const ownService = given.manifest('Service', service);
      given.expectField(ownService, 'spec.selector', hint).to.fit(t.selectors.notOf(other.id), () => !selectsPodsOf(ownService, other));
      given.expectField(given.manifest('Ingress', ingress), 'spec.ingressClassName', t.hints.weightedClass).to.exist;
    }
    const annotated = given.manifest('Ingress', `${weightedName}-canary`);
    given.expectField(annotated, `metadata.annotations['${canaryMark}']`, t.hints.annotations).to.deep.equal('true');
    given.expectField(annotated, `metadata.annotations['${weightOf}']`, t.hints.annotations).to.deep.equal('20');
  });

  test(t.starts, { precondition: true, effect: 'visits' }, async () => {
    await appResponds(given, replicas(stable()));
  });

  test(t.joins, { effect: 'changes', exclusive: 'traffic' }, async () => {
    const before = await stableUids();
    const { report } = await watched({ before: t.phases.stable, during: t.phases.joins, after: t.phases.both, requests: forAShare }, () => canaryJoins(replicas(stable())));
    onlyStable(report, t.phases.stable, t.hints.aborted);
    const of = replicas(stable()) + replicas(canary());
    requireShare(given, report, { name: `${replicas(canary())}Of${of}`, phase: t.phases.both, expected: replicas(canary()) / of }, share);
    await untouched(before);
  });

  test(t.aborted, { effect: 'changes', exclusive: 'traffic' }, async () => {
    const before = await stableUids();
    const { report } = await watched({ before: t.phases.both, during: t.phases.abort, after: t.phases.aborted }, async (traffic) => {
      await given.delete(canary());
      await untilOnly(traffic, { ...only('1.0'), kinds: withoutCookie });
    });
    onlyStable(report, t.phases.aborted, t.hints.aborted, withoutCookie);
    await untouched(before);
  });

  test(t.notServed, { effect: 'changes', exclusive: 'traffic' }, async () => {
    const other = (track: string, app?: string) => canary().named(`${stableName}-${track}`).changed((draft: Labelled) => {
      for (const labels of [draft.spec.selector.matchLabels, draft.spec.template.metadata.labels]) Object.assign(labels, { track }, app === undefined ? {} : { app });
    });
    const [bad, apart] = [other('bad'), other('apart', 'apart')];
    const { report } = await watched({ before: t.phases.stable, during: t.phases.beside, after: t.phases.stillBeside }, async () => {
      await given.apply(apart);
      await applyAndGetStuck(given, bad, failingReadiness);
      await given.deployment(apart.name).readyReplicas(replicas(apart));
    });
    for (const phase of [t.phases.stable, t.phases.beside, t.phases.stillBeside]) onlyStable(report, phase, t.hints.notReady);
    await given.delete(bad);
    await given.delete(apart);
  });

  test(t.ofTen, { effect: 'changes', exclusive: 'traffic' }, async () => {
    const before = await stableUids();
    const beside = async (others: number) => {
      await given.apply(stable().with('spec.replicas', others * replicas(canary())));
      await given.service(stableName).endpoints((others + 1) * replicas(canary()), { within: morePodsMs, blame: share });
    };
    // Without traffic: eight pods that start or terminate at once take all that a small machine has.
    await given.apply(canary());
    await beside(9);
    await untouched(before);
    const { report } = await watched({ before: t.phases.ten, during: t.phases.ofTen, after: t.phases.stillOfTen, rates: calmRates }, (traffic) => traffic.answered(forAShare, { stream: 'fresh' }));
    await beside(1);
    requireShare(given, report, { name: '1Of10', phase: t.phases.ofTen, expected: 1 / 10 }, share);
  });

  test(t.weight.title, { effect: 'visits', exclusive: 'traffic' }, async () => {
    const weighted = { on: `Ingress/${weightedName}-canary`, field: `metadata.annotations['${weightOf}']`, hint: t.hints.annotations } as const;
    const classes = await given.list<{ spec?: { controller?: string } }>('networking.k8s.io/v1', 'IngressClass');
    if (!classes.some(({ spec }) => spec?.controller === 'k8s.io/ingress-nginx')) given.skip(t.weight.noController);
    await requireIngressClass(given, [given.manifest('Ingress', weightedName), given.manifest('Ingress', `${weightedName}-canary`)]);
    for (const [name, hint] of [[`${stableName}-stable`, t.hints.weightedStable], [canaryName, t.hints.weightedCanary]] as const) {
      await given.service(name).endpoints(replicas(canary()), { within: 10_000, blame: { on: `Service/${name}`, field: 'spec.selector', hint } });
    }
    await versionResponds(given, '1.0', { on: `Ingress/${weightedName}`, field: 'spec.rules', hint: t.hints.weightedStable }, weightedHost);
    await versionResponds(given, '2.0', { ...weighted, hint: t.hints.weightedCanary }, weightedHost);
    const { report } = await watched({ before: t.phases.weighted, during: t.phases.weight, after: t.phases.same, host: weightedHost }, async (traffic) => {
      await traffic.answered(forAShare, { stream: 'fresh' });
    });
    requireShare(given, report, { name: 'ByWeight20', phase: t.phases.weight, expected: 20 / 100 }, weighted);
  });

  test(t.promoted, { effect: 'changes', exclusive: 'traffic' }, async () => {
    const promoted = toVersion(stable(), '2.0').with('spec.replicas', replicas(canary()));
    const { report, recorder } = await watched({ before: t.phases.ofTwo, during: t.phases.promotion, after: t.phases.promoted, requestsBefore: forAShare }, async (traffic) => {
      await given.apply(promoted);
      await allUpdated(given, stableName);
      await given.delete(canary());
      await given.service(stableName).endpoints(replicas(promoted), { blame: { on: `Deployment/${stableName}`, hint: t.hints.promoted } });
      await untilOnly(traffic, { ...only('2.0'), hint: t.hints.promoted });
    });
    requireShare(given, report, { name: '1Of2', phase: t.phases.ofTwo, expected: 1 / 2 }, share);
    given.requireWithinStrategy(recorder.only(stableName), promoted, t.hints.promoted);
    given.expect(versionsIn(report, t.phases.promoted), {
      what: t.responded(t.phases.promoted), on: `Deployment/${stableName}`, field: 'spec.template.spec.containers[0].image', hint: t.hints.promoted,
    }).to.deep.equal(['2.0']);
  });
});

interface Labelled {
  spec: { selector: { matchLabels: Record<string, string> }; template: { metadata: { labels: Record<string, string> } } };
}
