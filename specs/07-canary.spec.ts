import { expect } from 'chai';
import { lesson, test } from '../harness/lesson/lesson.ts';
import type { Manifest } from '../harness/lesson/given.ts';
import { requireShare } from './sample-app/canary-share.ts';
import { requireProbes, requireTimeToLeave } from './sample-app/probes.ts';
import { apiAnswers, joined, versionAnswers } from './sample-app/requests.ts';
import { requireSelects, selects, selectsPodsOf } from './checks/selects.ts';
import { allUpdated, applyAndGetStuck, failingReadiness } from './checks/stuck-rollout.ts';
import { meetOnly, underTraffic, versionsIn, WITHOUT_COOKIE, type ChangeOfLesson } from './sample-app/under-traffic.ts';
import { toVersion } from './sample-app/versions.ts';
import { requireIngressClass, requireSticky, requireVersion, requireWired } from './sample-app/wiring.ts';

const stableName = 'koa-sample-ap';
const canaryName = 'koa-sample-ap-canary';
const weightedName = 'koa-sample-weighted';
const weightedHost = 'api.weighted.k8s';
/** The annotation of ingress-nginx that makes an Ingress the canary of another one with its host and path. */
const canaryMark = 'nginx.ingress.kubernetes.io/canary';
/** The annotation of ingress-nginx that says how many of a hundred requests a canary gets. */
const weightOf = 'nginx.ingress.kubernetes.io/canary-weight';
/** Of each kind in a second: shares are judged by the fresh ones first of all. */
const rates = { 'fresh': 149, 'keep-alive': 29, 'sticky': 23 };
/** While no pod comes or goes. */
const calmRates = { 'fresh': 199, 'keep-alive': 29, 'sticky': 23 };
/** Fresh requests, in 2 to 3 s, that a share is judged by. */
const FOR_A_SHARE = 400;
/** Milliseconds that a cheap request may take. */
const CHEAP_MS = 1_000;
/** Milliseconds in which a small machine starts some pods more. */
const MORE_PODS = 60_000;

const isCanary = (manifest: Manifest): boolean => manifest.kind === 'Deployment' && manifest.name === canaryName;

lesson('07-canary', { needs: ['ingress'], standsOn: ['04-mysql'], apply: (manifest) => !isCanary(manifest) }, (given) => {
  const on = `Deployment/${canaryName}` as const;
  const share = { on, field: 'spec.replicas', hint: 'share' } as const;
  const stable = () => given.manifest('Deployment', stableName);
  const canary = () => given.manifest('Deployment', canaryName);
  const replicas = (manifest: Manifest) => manifest.get<number>('spec.replicas') ?? 1;
  const stableUids = async () => (await given.deployment(stableName).pods().now()).map(({ uid }) => uid);
  const untouched = async (before: string[]) => {
    await given.blame({ on, field: 'spec.selector', hint: 'selector' }, async () => expect(await stableUids(), 'UIDs of the stable pods').to.include.members(before));
  };
  const versions = async (actual: string[], what: string, expected: string[], hint: string) => {
    await given.blame({ on, hint }, () => expect(actual, what).to.deep.equal(expected));
  };
  const watched = (about: ChangeOfLesson, change: Parameters<typeof underTraffic>[2]) =>
    underTraffic(given, { deployments: [stableName, canaryName], rates, ...about }, change);
  const canaryJoins = async (others: number) => {
    await given.apply(canary());
    await given.deployment(canaryName).complete({ blame: { on, hint: 'canary-not-ready' } });
    await joined(given, others + replicas(canary()), { on, field: 'spec.template.metadata.labels', hint: 'not-joined' });
    await versionAnswers(given, '2.0', { on, field: 'spec.template.spec.containers[0].image', hint: 'not-joined' });
  };

  test('has a selector of its own, and the label that the Service asks for', { written: true }, () => {
    for (const [one, other] of [[canary(), stable()], [stable(), canary()]] as const) {
      given.expectField(one, 'spec.selector.matchLabels', 'selector').to.fit('labels that its own pods have', (labels) => selects(labels, one.get('spec.template.metadata.labels')));
      given.expectField(one, 'spec.selector.matchLabels', 'selector').to.fit(`labels that the pods of ${other.id} do not have`, (labels) => !selects(labels, other.get('spec.template.metadata.labels')));
    }
    requireSelects(given, given.manifest('Service', stableName), stable(), 'no-endpoints');
    for (const [label, value] of Object.entries(given.manifest('Service', stableName).get<Record<string, string>>('spec.selector') ?? {})) {
      given.expectField(canary(), `spec.template.metadata.labels['${label}']`, 'not-joined').to.deep.equal(value);
    }
  });

  test('leads visitors to a few stable pods of 1.0, and those to the database', { written: true, precondition: true }, async () => {
    given.expectField(stable(), 'spec.replicas', 'share').to.fit('2 to 5', (count) => Number(count) >= 2 && Number(count) <= 5);
    requireVersion(given, stable(), '1.0', 'versions');
    requireWired(given, { ingress: 'koa-sample-web' });
    await requireIngressClass(given, [given.manifest('Ingress', 'koa-sample-web')]);
  });

  test('is one pod of 2.0 beside those, wired like them', { written: true }, () => {
    given.expectField(canary(), 'spec.replicas', 'share').to.be.oneOf([undefined, 1]);
    requireVersion(given, canary(), '2.0', 'versions');
    requireWired(given, { deployment: canaryName, ingress: 'koa-sample-web' });
  });

  test('probes all pods, gives them time to leave, and marks visitors by a cookie', { written: true }, () => {
    for (const deployment of [stable(), canary()]) {
      requireProbes(given, deployment);
      requireTimeToLeave(given, deployment, CHEAP_MS);
    }
    requireSticky(given, 'cookie');
  });

  test('has a door of its own for each version, beside the one to both', { written: true }, () => {
    for (const { deployment, service, ingress, other, hint } of [
      { deployment: stableName, service: `${stableName}-stable`, ingress: weightedName, other: canary(), hint: 'weighted-stable' },
      { deployment: canaryName, service: canaryName, ingress: `${weightedName}-canary`, other: stable(), hint: 'weighted-canary' },
    ]) {
      requireWired(given, { deployment, service, ingress, hosts: [weightedHost] });
      const door = given.manifest('Service', service);
      given.expectField(door, 'spec.selector', hint).to.fit(`labels that the pods of ${other.id} do not have`, () => !selectsPodsOf(door, other));
      given.expectField(given.manifest('Ingress', ingress), 'spec.ingressClassName', 'weight').to.exist;
    }
    const annotated = given.manifest('Ingress', `${weightedName}-canary`);
    given.expectField(annotated, `metadata.annotations['${canaryMark}']`, 'weight').to.deep.equal('true');
    given.expectField(annotated, `metadata.annotations['${weightOf}']`, 'weight').to.deep.equal('20');
  });

  test('begins with a stable app that answers', { precondition: true, effect: 'visits' }, async () => {
    await apiAnswers(given, replicas(stable()));
  });

  test('joins the stable Service by its label and gets its share of the requests', { effect: 'changes', exclusive: 'traffic' }, async () => {
    const before = await stableUids();
    const { report } = await watched({ before: 'stable', during: 'canary joins', after: 'both', requests: FOR_A_SHARE }, () => canaryJoins(replicas(stable())));
    await versions(versionsIn(report, 'stable'), 'versions before the canary', ['1.0'], 'aborted');
    const of = replicas(stable()) + replicas(canary());
    await requireShare(given, report, { name: `${replicas(canary())}Of${of}`, phase: 'both', expected: replicas(canary()) / of }, share);
    await untouched(before);
  });

  test('leaves only 1.0 when it is aborted', { effect: 'changes', exclusive: 'traffic' }, async () => {
    const before = await stableUids();
    const { report } = await watched({ before: 'both', during: 'abort', after: 'aborted' }, async (traffic) => {
      await given.delete(canary());
      await meetOnly(given, traffic, '1.0', ({ version }) => version === '1.0', WITHOUT_COOKIE);
    });
    await versions(versionsIn(report, 'aborted', WITHOUT_COOKIE), 'versions after the abort', ['1.0'], 'aborted');
    await untouched(before);
  });

  test('gets no request while it is not ready, nor without the label (control)', { effect: 'changes', exclusive: 'traffic' }, async () => {
    const other = (track: string, app?: string) => canary().named(`${stableName}-${track}`).changed((draft: Labelled) => {
      for (const labels of [draft.spec.selector.matchLabels, draft.spec.template.metadata.labels]) Object.assign(labels, { track }, app === undefined ? {} : { app });
    });
    const [bad, apart] = [other('bad'), other('apart', 'apart')];
    const { report } = await watched({ before: 'stable', during: 'beside the Service', after: 'still beside it' }, async () => {
      await given.apply(apart);
      await applyAndGetStuck(given, bad, failingReadiness);
      await given.deployment(apart.name).readyReplicas(replicas(apart));
    });
    for (const { name } of report.phases) await versions(versionsIn(report, name), `versions in the phase \`${name}\``, ['1.0'], 'not-ready');
    await given.delete(bad);
    await given.delete(apart);
  });

  test('gets 1 of 10 requests as one pod of ten', { effect: 'changes', exclusive: 'traffic' }, async () => {
    const before = await stableUids();
    const beside = async (others: number) => {
      await given.apply(stable().with('spec.replicas', others * replicas(canary())));
      await given.service(stableName).endpoints((others + 1) * replicas(canary()), { within: MORE_PODS, blame: share });
    };
    // While no visitors come: so many pods that start or leave at once take all that a small machine has.
    await given.apply(canary());
    await beside(9);
    await untouched(before);
    const { report } = await watched({ before: 'ten pods', during: '1 of 10', after: 'still 1 of 10', rates: calmRates }, (traffic) => traffic.answered(FOR_A_SHARE, { stream: 'fresh' }));
    await beside(1);
    await requireShare(given, report, { name: '1Of10', phase: '1 of 10', expected: 1 / 10 }, share);
  });

  test('gets 20 % of the requests by a weight at the ingress controller, whatever the number of pods', { effect: 'visits', exclusive: 'traffic' }, async () => {
    const weighted = { on: `Ingress/${weightedName}-canary`, field: `metadata.annotations['${weightOf}']`, hint: 'weight' } as const;
    const classes = await given.list<{ spec?: { controller?: string } }>('networking.k8s.io/v1', 'IngressClass');
    if (!classes.some(({ spec }) => spec?.controller === 'k8s.io/ingress-nginx')) given.skip('no ingress controller of this cluster reads the annotations of ingress-nginx: it has no IngressClass for k8s.io/ingress-nginx');
    await requireIngressClass(given, [given.manifest('Ingress', weightedName), given.manifest('Ingress', `${weightedName}-canary`)]);
    for (const [name, track] of [[`${stableName}-stable`, 'stable'], [canaryName, 'canary']] as const) {
      await given.service(name).endpoints(replicas(canary()), { within: 10_000, blame: { on: `Service/${name}`, field: 'spec.selector', hint: `weighted-${track}` } });
    }
    await versionAnswers(given, '1.0', { on: `Ingress/${weightedName}`, field: 'spec.rules', hint: 'weighted-stable' }, weightedHost);
    await versionAnswers(given, '2.0', { ...weighted, hint: 'weighted-canary' }, weightedHost);
    const { report } = await watched({ before: 'by weight', during: '20 % by weight', after: 'the same', host: weightedHost }, async (traffic) => {
      await traffic.answered(FOR_A_SHARE, { stream: 'fresh' });
    });
    await requireShare(given, report, { name: 'ByWeight20', phase: '20 % by weight', expected: 20 / 100 }, weighted);
  });

  test('gets 1 of 2 as one pod of two, and leaves only 2.0 when it is promoted', { effect: 'changes', exclusive: 'traffic' }, async () => {
    const promoted = toVersion(stable(), '2.0').with('spec.replicas', replicas(canary()));
    const { report, recorder } = await watched({ before: '1 of 2', during: 'promotion', after: 'promoted', requestsBefore: FOR_A_SHARE }, async (traffic) => {
      await given.apply(promoted);
      await allUpdated(given, stableName);
      await given.delete(canary());
      await given.service(stableName).endpoints(replicas(promoted), { blame: { on: `Deployment/${stableName}`, hint: 'promoted' } });
      await meetOnly(given, traffic, '2.0', ({ version }) => version === '2.0');
    });
    await requireShare(given, report, { name: '1Of2', phase: '1 of 2', expected: 1 / 2 }, share);
    given.requireWithinStrategy(recorder.only(stableName), promoted, 'promoted');
    await given.blame({ on: `Deployment/${stableName}`, field: 'spec.template.spec.containers[0].image', hint: 'promoted' }, () => {
      expect(versionsIn(report, 'promoted'), 'versions after the promotion').to.deep.equal(['2.0']);
    });
  });
});

interface Labelled {
  spec: { selector: { matchLabels: Record<string, string> }; template: { metadata: { labels: Record<string, string> } } };
}
