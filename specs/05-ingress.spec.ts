import { expect } from 'chai';
import jwt from 'jsonwebtoken';
import type { Manifest, Pod } from '../harness/lesson/given.ts';
import { lesson, test } from '../harness/lesson/lesson.ts';
import { budgetAllows, evicted, notEvicted, requireBudget } from './checks/budget.ts';
import { podOf, requireFinished, slowAnswer, visitorOf, whileVisitorsCome } from './sample-app/pod-loss.ts';
import { requireProbes, requireTimeToLeave } from './sample-app/probes.ts';
import { admin, apiAnswers, apiHost, joined, signIn } from './sample-app/requests.ts';
import { requireIngressClass, requireSticky, requireVersion, requireWired } from './sample-app/wiring.ts';

/** Two, so that one answers while the other goes. */
const REPLICAS = 2;

/** Requests without a cookie that must meet both pods: were they sent at random, all of 24 would miss one in 1 of 8 million runs. */
const ENOUGH_FOR_BOTH = 24;

/** What the app signs tokens with when it is given no key: it stands in its source code. */
const EVERYBODYS_KEY = 'koa-sample-ap-development-key';

/** Milliseconds that requests take: longer than a killed pod has; longer than it takes to take a pod away. */
const LONGER_THAN_A_KILL = 10_000;
const LONGER_THAN_A_MOMENT = 3_000;

lesson('05-ingress', { needs: ['ingress'], standsOn: ['04-mysql'] }, (given) => {
  const app = { on: 'Deployment/koa-sample-ap', hint: 'contract' } as const;
  const rule = { on: 'Ingress/koa-sample-web', field: 'spec.rules[0].host', hint: 'host' } as const;
  const sticky = { on: 'Service/koa-sample-ap', field: 'metadata.annotations', hint: 'sticky' } as const;

  const get = (path: string, headers: Record<string, string> = {}, host = apiHost) =>
    given.web().get<unknown>(path, { headers: { host, ...headers } });
  const members = (token: string) => get('/members', { authorization: `Bearer ${token}` });
  const manifest = () => given.manifest('Deployment', 'koa-sample-ap');
  const budget = () => given.manifest('PodDisruptionBudget', 'koa-sample-ap');
  const podsOfTheApp = () => given.deployment('koa-sample-ap').pods();
  const bothPods = async () => (await podsOfTheApp().ready(REPLICAS)) as [Pod, Pod];

  test('has a probe for each question: may it get requests, must it be restarted', { written: true }, () => { requireProbes(given, manifest()); });

  test('gives a pod that leaves time until everyone knows', { written: true }, () => { requireTimeToLeave(given, manifest(), LONGER_THAN_A_MOMENT); });

  test('marks its visitors by a cookie that no script reads', { written: true }, () => { requireSticky(given, 'sticky'); });

  test('has a budget of one pod that may be taken away on purpose', { written: true }, () => { requireBudget(given, budget(), REPLICAS, 1); });

  test('leads visitors to the pods of the app, and those to the database', { written: true, precondition: true }, async () => {
    given.expectField(manifest(), 'spec.replicas', 'contract').to.deep.equal(REPLICAS);
    requireVersion(given, manifest(), '1.0', 'contract');
    requireWired(given);
    await requireIngressClass(given);
  });

  test('signs in the one who knows the password, and nobody else', { precondition: true, effect: 'visits' }, async () => {
    await apiAnswers(given, REPLICAS);
    expect((await signIn(given)).split('.'), 'a JWT has three parts').to.have.length(3);
    for (const wrong of [{ ...admin, password: 'wrong' }, { ...admin, username: 'nobody@user.com' }]) {
      const { status } = await given.web().get<unknown>('/auth', { params: wrong, headers: { host: apiHost } });
      await given.blame(app, () => expect(status, `status of GET /auth for ${wrong.username} with a wrong name or password`).to.equal(404));
    }
  });

  test('shows the members to who is signed in, and to nobody else', { effect: 'visits' }, async () => {
    const { status, data } = await members(await signIn(given));
    const forged = jwt.sign({}, EVERYBODYS_KEY, { issuer: 'koa-sample-ap', subject: admin.username });
    const [without, bad, guessed] = [await get('/members'), await members('no.such.token'), await members(forged)];
    await given.blame(app, () => {
      expect(status, 'status of GET /members with a token').to.equal(200);
      expect(data, 'the members').to.be.an('array').with.length(4);
      for (const member of data as object[]) expect(member).to.include.all.keys('MemberId', 'Firstname', 'Lastname', 'Email', 'Active');
      expect(without.status, 'status of GET /members without a token').to.equal(401);
      expect(bad.status, 'status of GET /members with a bad token').to.equal(401);
    });
    await given.blame({ ...app, field: 'spec.template.spec.containers[0].env', hint: 'key' }, () => {
      expect(guessed.status, 'status of GET /members with a token that is signed with the key from the source code, which the app uses without JWT_KEY').to.equal(401);
    });
  });

  test('answers for every name under .k8s, and for no other', { effect: 'visits' }, async () => {
    const answers: string[] = [];
    for (const host of ['api.k8s', 'web.k8s', 'api.example', 'k8s.example']) answers.push(`${host} ${(await get('/healthz', {}, host)).status}`);
    await given.blame(rule, () => expect(answers.join(', '), 'status for each host').to.equal('api.k8s 200, web.k8s 200, api.example 404, k8s.example 404'));
  });

  test('spreads visitors over both replicas', { effect: 'visits' }, async () => {
    const names = (await podsOfTheApp().ready(REPLICAS)).map(({ name }) => name);
    const seen = new Set<string>();
    const versions = new Set<unknown>();
    for (let n = 0; n < ENOUGH_FOR_BOTH; n += 1) {
      const answer = await get('/healthz');
      seen.add(podOf(answer));
      versions.add(answer.headers['x-app-version']);
    }
    await given.blame(app, () => expect([...seen], 'pods that answered').to.have.members(names));
    await given.blame({ ...app, field: 'spec.template.spec.containers[0].image' }, () => expect([...versions], 'versions that answered').to.deep.equal(['1.0']));
  });

  test('keeps a visitor with the cookie at one pod', { effect: 'visits' }, async () => {
    const visitor = given.web({ cookies: true });
    const visit = () => visitor.get<unknown>('/healthz', { headers: { host: apiHost } });
    const first = await visit();
    await given.blame(app, () => expect(podOf(first), 'the pod that answers').to.be.not.empty);
    await given.blame(sticky, () => expect(String(first.headers['set-cookie'] ?? 'none'), 'Set-Cookie of the first answer').to.match(/^route=.+; HttpOnly/i));
    const visits = new Set<string>();
    for (let n = 0; n < ENOUGH_FOR_BOTH; n += 1) visits.add(podOf(await visit()));
    await given.blame(sticky, () => expect([...visits], 'pods that answered this visitor').to.deep.equal([podOf(first)]));
  });

  test('loses with a killed pod what it was working on, and nothing else', { effect: 'disturbs' }, async () => {
    const [killed, other] = await bothPods();
    const [bound, elsewhere] = [await visitorOf(given, killed), await visitorOf(given, other)];
    const { report, record } = await whileVisitorsCome(given, 'killed', async () => {
      const underWay = Promise.all([slowAnswer(bound, LONGER_THAN_A_KILL), slowAnswer(elsewhere, LONGER_THAN_A_MOMENT)]);
      // `kubectl delete --force --grace-period=0`: the object goes at once, and kubelet lets its container live for two seconds.
      await killed.deleted({ graceSeconds: 0 });
      const goneAt = performance.now();
      const moved = await given.answer(
        { path: '/healthz', host: apiHost, with: bound },
        { state: 'another pod answers the visitor with 200', fits: (answer) => answer.status === 200 && podOf(answer) !== killed.name, blame: sticky },
      );
      given.measure('visitorMovedMs', Math.round(performance.now() - goneAt));
      for (let n = 0; n < ENOUGH_FOR_BOTH; n += 1) expect(podOf(await bound.get('/healthz', { headers: { host: apiHost } })), 'the pod that answers from now on').to.equal(podOf(moved));
      await given.blame({ ...app, hint: 'killed' }, async () => {
        const [lost, answered] = await underWay;
        expect(lost, 'status of the request that the killed pod was working on').to.be.oneOf([502, 504]);
        expect(answered, 'status of the request that the other was working on').to.equal(200);
      });
    });
    given.requireNoneFailed(report, { ...app, hint: 'killed' }, record);
  });

  test('lets one pod be evicted at a time, as its budget says, and loses nothing', { effect: 'disturbs' }, async () => {
    const [first, second] = await bothPods();
    const visitor = await visitorOf(given, first);
    await budgetAllows(given, budget(), REPLICAS, 1);
    const { report, record } = await whileVisitorsCome(given, 'evicted', async () => {
      const sentAt = performance.now();
      const underWay = slowAnswer(visitor, LONGER_THAN_A_MOMENT).then((status) => ({ status, afterMs: performance.now() - sentAt }));
      await evicted(given, budget(), first);
      await notEvicted(given, budget(), second);
      await first.gone();
      requireFinished(given, manifest(), await underWay);
      await bothPods();
      await budgetAllows(given, budget(), REPLICAS, 1);
      expect(await second.evict({ dryRun: true }), 'what stands against evicting the second, now that another is ready').to.equal(undefined);
    });
    given.requireNoneFailed(report, { ...app, hint: 'leaving' }, record);
  });

  test('says 503 rather than hanging while the database is down, and recovers by itself', { effect: 'disturbs' }, async () => {
    const token = await signIn(given);
    const before = await podsOfTheApp().ready(REPLICAS);
    const liveness = { ...app, field: 'spec.template.spec.containers[0].livenessProbe', hint: 'liveness' };
    const readiness = { ...app, field: 'spec.template.spec.containers[0].readinessProbe', hint: 'readiness' };

    await given.deployment('koa-sample-db').scale(0);
    await given.deployment('koa-sample-db').pods().none();
    const askedAt = performance.now();
    const asked = await members(token);
    given.measure('answerWithoutDatabaseMs', Math.round(performance.now() - askedAt));
    expect(asked.status, 'status of GET /members without a database').to.equal(503);
    await given.deployment('koa-sample-ap').readyReplicas(0, { blame: readiness, within: noticedWithin(manifest()) });
    await joined(given, 0, readiness);
    await given.answer(
      { path: '/healthz', host: apiHost },
      { state: 'the ingress controller says 503, as no pod is ready', fits: (answer) => answer.status === 503 && podOf(answer) === '', blame: readiness },
    );

    await given.blame(liveness, async () => {
      for (const pod of before) expect(await pod.container().restartCount(), `restarts of ${pod.name} while the database is down`).to.equal(0);
    });

    await given.deployment('koa-sample-db').scale(1);
    const backAt = performance.now();
    await apiAnswers(given, REPLICAS);
    given.measure('recoveredMs', Math.round(performance.now() - backAt));
    expect((await members(token)).status, 'status of GET /members when the database is back').to.equal(200);
    const after = await podsOfTheApp().ready(REPLICAS);
    await given.blame(liveness, () => expect(uids(after), 'the pods that answer again').to.have.members(uids(before)));
  });
});

/** Milliseconds in which kubelet knows, by the pod's own probe, that it is not ready any more; with time to tell it. */
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
