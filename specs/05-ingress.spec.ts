import jwt from 'jsonwebtoken';
import type { Manifest, Pod } from '../harness/lesson/given.ts';
import { lesson, test } from '../harness/lesson/lesson.ts';
import { catalogue } from '../harness/text/catalogue.ts';
import { en } from './05-ingress.en.ts';
import { ja } from './05-ingress.ja.ts';
import { budgetAllows, evicted, mayBeEvicted, notEvicted, requireBudget } from './checks/budget.ts';
import { appRules } from './sample-app/causes.ts';
import { clientOf, requireFinished, slowRequest, whileClientsSend } from './sample-app/pod-loss.ts';
import { leavingHint, requireProbes, requireTimeToLeave } from './sample-app/probes.ts';
import { admin, appResponds, apiHost, hosts, joined, labels, podOf, signIn } from './sample-app/requests.ts';
import { t as sampleApp } from './sample-app/texts.ts';
import { requireIngressClass, requireSticky, requireVersion, requireWired } from './sample-app/wiring.ts';

const t = catalogue(en, ja);

/** Two, so that one responds while the other is replaced. */
const replicas = 2;

/** Requests without a cookie that must reach both pods: were they sent at random, all of 24 would miss one in 1 of 8 million runs. */
const enoughForBoth = 24;

/** What the app signs tokens with when it has no key: it is in its source code. */
const publicKey = 'koa-sample-ap-development-key';

/** Milliseconds that requests take: longer than a killed pod has; longer than it takes to take a pod away. */
const longerThanAKill = 10_000;
const longerThanAMoment = 3_000;

lesson('05-ingress', { needs: ['ingress'], standsOn: ['04-mysql'], hosts }, (given) => {
  const app = { on: 'Deployment/koa-sample-ap', hint: t.hints.contract } as const;
  const container = 'spec.template.spec.containers[0]';
  const rule = { on: 'Ingress/koa-sample-web', field: 'spec.rules[0].host', hint: sampleApp.hints.host('*.k8s') } as const;
  const sticky = { on: 'Service/koa-sample-ap', field: 'metadata.annotations', hint: sampleApp.hints.sticky } as const;
  const killedBlame = { ...app, hint: t.hints.killed };

  const get = (path: string, headers: Record<string, string> = {}, host = apiHost) =>
    given.web().get<unknown>(path, { headers: { host, ...headers } });
  const members = (token: string) => get('/members', { authorization: `Bearer ${token}` });
  const manifest = () => given.manifest('Deployment', 'koa-sample-ap');
  const budget = () => given.manifest('PodDisruptionBudget', 'koa-sample-ap');
  const podsOfTheApp = () => given.deployment('koa-sample-ap').pods();
  const bothPods = async () => (await podsOfTheApp().ready(replicas)) as [Pod, Pod];

  test(t.probes, { written: true }, () => { requireProbes(given, manifest()); });

  test(sampleApp.titles.timeToLeave, { written: true }, () => { requireTimeToLeave(given, manifest(), longerThanAMoment); });

  test(t.sticky, { written: true }, () => { requireSticky(given); });

  test(t.budget, { written: true }, () => { requireBudget(given, budget(), replicas, 1); });

  test(sampleApp.titles.wired, { written: true, precondition: true }, async () => {
    given.expectField(manifest(), 'spec.replicas', t.hints.replicas).to.deep.equal(replicas);
    requireVersion(given, manifest(), '1.0');
    requireWired(given);
    await requireIngressClass(given);
  });

  test(t.signIn.title, { precondition: true, effect: 'visits' }, async () => {
    await appResponds(given, replicas);
    given.expect((await signIn(given)).split('.').length, { what: t.signIn.jwt, ...app }).to.equal(3);
    for (const wrong of [{ ...admin, password: 'wrong' }, { ...admin, username: 'nobody@user.com' }]) {
      const { status } = await given.web().get<unknown>('/auth', { params: wrong, headers: { host: apiHost } });
      given.expect(status, { what: t.signIn.refused(wrong.username), ...app }).to.equal(404);
    }
  });

  test(t.members.title, { effect: 'visits' }, async () => {
    const { status, data } = await members(await signIn(given));
    const forged = jwt.sign({}, publicKey, { issuer: 'koa-sample-ap', subject: admin.username });
    const [without, bad, guessed] = [await get('/members'), await members('no.such.token'), await members(forged)];
    given.expect(status, { what: t.members.withToken, ...app }).to.equal(200);
    given.expect(data, { what: t.members.list, ...app }).to.be.an('array').with.length(4);
    for (const member of data as object[]) given.expect(member, { what: t.members.member, ...app }).to.include.all.keys('MemberId', 'Firstname', 'Lastname', 'Email', 'Active');
    given.expect(without.status, { what: t.members.without, ...app }).to.equal(401);
    given.expect(bad.status, { what: t.members.bad, ...app }).to.equal(401);
    given.expect(guessed.status, { what: t.members.forged, on: app.on, field: `${container}.env`, hint: sampleApp.hints.key }).to.equal(401);
  });

  test(t.hosts.title, { effect: 'visits' }, async () => {
    const statuses: string[] = [];
    for (const host of ['api.k8s', 'web.k8s', 'api.example', 'k8s.example']) statuses.push(`${host} ${(await get('/healthz', {}, host)).status}`);
    given.expect(statuses.join(', '), { what: t.hosts.status, ...rule }).to.equal('api.k8s 200, web.k8s 200, api.example 404, k8s.example 404');
  });

  test(t.spread.title, { effect: 'visits' }, async () => {
    const names = (await podsOfTheApp().ready(replicas)).map(({ name }) => name);
    const seen = new Set<string>();
    const versions = new Set<unknown>();
    for (let n = 0; n < enoughForBoth; n += 1) {
      const response = await get('/healthz');
      seen.add(podOf(response));
      versions.add(response.headers[labels.version]);
    }
    given.expect([...seen], { what: t.spread.pods, ...app }).to.have.members(names);
    given.expect([...versions], { what: t.spread.versions, on: app.on, field: `${container}.image`, hint: sampleApp.hints.image('1.0') }).to.deep.equal(['1.0']);
  });

  test(t.cookie.title, { effect: 'visits' }, async () => {
    const client = given.web({ cookies: true });
    const visit = () => client.get<unknown>('/healthz', { headers: { host: apiHost } });
    const first = await visit();
    given.expect(podOf(first), { what: t.cookie.pod, ...app }).to.be.not.empty;
    given.expect(first.headers['set-cookie']?.join(', '), { what: t.cookie.set, ...sticky }).to.match(/^route=.+; HttpOnly/i);
    const pods = new Set<string>();
    for (let n = 0; n < enoughForBoth; n += 1) pods.add(podOf(await visit()));
    given.expect([...pods], { what: t.cookie.pods, ...sticky }).to.deep.equal([podOf(first)]);
  });

  test(t.killed.title, { effect: 'disturbs' }, async () => {
    const [killed, other] = await bothPods();
    const [bound, elsewhere] = [await clientOf(given, killed), await clientOf(given, other)];
    const { report, record } = await whileClientsSend(given, t.killed.phase, async () => {
      const underWay = Promise.all([slowRequest(bound, longerThanAKill), slowRequest(elsewhere, longerThanAMoment)]);
      // `kubectl delete --force --grace-period=0`: the object goes at once, and kubelet lets its container live for two seconds.
      await killed.deleted({ graceSeconds: 0 });
      const goneAt = performance.now();
      const moved = await given.response(
        { path: '/healthz', host: apiHost, labels, with: bound },
        { state: t.killed.moved, fits: (response) => response.status === 200 && podOf(response) !== killed.name, blame: sticky },
      );
      given.measure('clientMovedMs', Math.round(performance.now() - goneAt));
      for (let n = 0; n < enoughForBoth; n += 1) {
        given.expect(podOf(await bound.get('/healthz', { headers: { host: apiHost } })), { what: t.killed.stays, ...sticky }).to.equal(podOf(moved));
      }
      const [lost, kept] = await underWay;
      given.expect(lost, { what: t.killed.lost, ...killedBlame }).to.be.oneOf([502, 504]);
      given.expect(kept, { what: t.killed.kept, ...killedBlame }).to.equal(200);
    });
    given.requireNoneFailed(report, killedBlame, record, appRules(given, manifest()));
  });

  test(t.evicted.title, { effect: 'disturbs' }, async () => {
    const [first, second] = await bothPods();
    const client = await clientOf(given, first);
    await budgetAllows(given, budget(), replicas, 1);
    const { report, record } = await whileClientsSend(given, t.evicted.phase, async () => {
      const sentAt = performance.now();
      const underWay = slowRequest(client, longerThanAMoment).then((status) => ({ status, afterMs: performance.now() - sentAt, takesMs: longerThanAMoment }));
      await evicted(given, budget(), first);
      await notEvicted(given, budget(), second);
      await first.gone();
      requireFinished(given, manifest(), await underWay);
      await bothPods();
      await budgetAllows(given, budget(), replicas, 1);
      await mayBeEvicted(given, budget(), second);
    });
    given.requireNoneFailed(report, { ...app, hint: leavingHint(given, manifest(), longerThanAMoment) }, record, appRules(given, manifest()));
  });

  test(t.outage.title, { effect: 'disturbs' }, async () => {
    const token = await signIn(given);
    const before = await podsOfTheApp().ready(replicas);
    const database = given.deployment('koa-sample-db');
    const liveness = { on: app.on, field: `${container}.livenessProbe`, hint: sampleApp.hints.liveness };
    const readiness = { on: app.on, field: `${container}.readinessProbe`, hint: sampleApp.hints.readiness };

    given.putBack(async () => { await database.scale(1); });
    await database.scale(0);
    await database.pods().none();
    const askedAt = performance.now();
    const asked = await members(token);
    given.measure('answerWithoutDatabaseMs', Math.round(performance.now() - askedAt));
    given.expect(asked.status, { what: t.outage.without, ...app }).to.equal(503);
    await given.deployment('koa-sample-ap').readyReplicas(0, { blame: readiness, within: noticedWithin(manifest()) });
    await joined(given, 0, readiness);
    await given.response(
      { path: '/healthz', host: apiHost, labels },
      { state: t.outage.noPod, fits: (response) => response.status === 503 && podOf(response) === '', blame: readiness },
    );

    for (const pod of before) given.expect(await pod.container().restartCount(), { what: t.outage.restarts(pod.name), ...liveness }).to.equal(0);

    await database.scale(1);
    const backAt = performance.now();
    await appResponds(given, replicas);
    given.measure('recoveredMs', Math.round(performance.now() - backAt));
    given.expect((await members(token)).status, { what: t.outage.back, on: app.on, hint: sampleApp.hints.appNotReady }).to.equal(200);
    given.expect(uids(await podsOfTheApp().ready(replicas)), { what: t.outage.same, ...liveness }).to.have.members(uids(before));
  });
});

/** Milliseconds in which kubelet surely knows, by the pod's own probe, that it is not ready any more. */
function noticedWithin(deployment: Manifest): number {
  const { periodSeconds = 10, failureThreshold = 3, timeoutSeconds = 1 } = deployment.get<Probe>('spec.template.spec.containers[0].readinessProbe') ?? {};
  return ((periodSeconds + timeoutSeconds) * failureThreshold + 10) * 1_000;
}

interface Probe {
  periodSeconds?: number;
  failureThreshold?: number;
  timeoutSeconds?: number;
}

const uids = (pods: Pod[]) => pods.map(({ uid }) => uid);
