import type { Blame, Manifest, Pod } from '../harness/lesson/given.ts';
import { lesson, test } from '../harness/lesson/lesson.ts';
import { catalogue } from '../harness/text/catalogue.ts';
import { verbatim, type Text } from '../harness/text/language.ts';
import { en } from './05-ingress.en.ts';
import { ja } from './05-ingress.ja.ts';
import { budgetAllows, budgetOf, evicted, mayBeEvicted, notEvicted } from './checks/budget.ts';
import { answerOf } from './checks/probe-answer.ts';
import { Database } from './mysql/database.ts';
import { appContainer, appContainerName, portOf } from './sample-app/app-container.ts';
import { appRules } from './sample-app/causes.ts';
import { blameOfAnswer } from './sample-app/no-answer.ts';
import { requireOwnKey } from './sample-app/own-key.ts';
import { clientOf, enoughForAll, requireFinished, slowRequest, whileClientsSend, type Seen } from './sample-app/pod-loss.ts';
import { podsKeptOn } from './sample-app/pods-kept-on.ts';
import { leavingHint, requireBothProbes } from './sample-app/probes.ts';
import { admin, apiHost, appResponds, hosts, joined, labels, podOf, signIn, tryIt } from './sample-app/requests.ts';
import { settingAt } from './sample-app/settings.ts';
import { stickinessOf } from './sample-app/sticky-cookie.ts';
import { t as sampleApp } from './sample-app/texts.ts';
import { requireCertificates, requireIngressClass, requireVersion, requireWired } from './sample-app/wiring.ts';

const t = catalogue(en, ja);

/** At least two, so that one responds while another is replaced. */
const leastReplicas = 2;

/** Hosts that the hands-on gives to visitors, and some that are nobody's. */
const hostsOfTheApp = [apiHost, 'admin.k8s', 'www.k8s'];
const otherHosts = ['api.example', 'k8s.example'];

/** Milliseconds that requests take: longer than a killed pod has; longer than it takes to take a pod away. */
const longerThanAKill = 10_000;
const longerThanAMoment = 3_000;

/** Pods that are evicted at once: a small machine that starts a dozen at a time has nothing left for those that respond. */
const mostAtOnce = 3;

lesson('05-ingress', { needs: ['ingress'], verifiable: true, tryIt, standsOn: ['04-mysql'], hosts }, (given) => {
  const app = { on: 'Deployment/koa-sample-ap', hint: t.hints.contract } as const;
  const killedBlame = { ...app, hint: t.hints.killed };
  let killed: Seen | undefined;

  const get = (path: string, headers: Record<string, string> = {}, host = apiHost) =>
    given.web().get<unknown>(path, { headers: { host, ...headers } });
  const visitOf = (client: ReturnType<typeof given.web>, host = apiHost) => client.get<unknown>('/healthz', { headers: { host } });
  const requireGood = (response: Awaited<ReturnType<typeof visitOf>>, host: string): void => {
    const blame = blameOfAnswer(given, { host, path: '/healthz' }, { status: response.status, fromApp: podOf(response) !== '' });
    given.expect(response.status, { what: t.hosts.statusOf(host), ...blame }).to.equal(200);
  };
  /** The pod that has responded. Where none was there to, that says nothing about which pod a client is kept on. */
  const responder = (response: Awaited<ReturnType<typeof visitOf>>, host = apiHost): string => {
    if (response.status >= 500) requireGood(response, host);
    return podOf(response);
  };
  /** The pods that respond to a client, one after the other: so often that others would, if it was not kept. */
  const respondersTo = async (client: ReturnType<typeof given.web>, host = apiHost) => {
    const names: string[] = [];
    for (let n = 0; n < enoughForAll(replicas()); n += 1) names.push(responder(await visitOf(client, host), host));
    return names;
  };
  const members = (token: string) => get('/members', { authorization: `Bearer ${token}` });
  const manifest = () => given.manifest('Deployment', 'koa-sample-ap');
  const replicas = () => manifest().get<number>('spec.replicas') ?? 1;
  const podsOfTheApp = () => given.deployment('koa-sample-ap').pods();
  const allPods = async () => (await podsOfTheApp().ready(replicas())) as [Pod, ...Pod[]];
  /** Asks what the livenessProbe asks: where it fails, the kubelet restarts the container again and again. */
  const requireAlive = async (pod: Pod, expected: Text) => {
    const of = appContainer(manifest());
    const answer = await answerOf(pod, manifest(), of, 'livenessProbe', portOf(given, manifest()));
    if (answer?.succeeds === false) given.fail({ on: app.on, field: `${of}.livenessProbe.${answer.field}`, hint: sampleApp.hints.liveness, expected, observed: answer.said });
  };
  const statusOf = async (host: string) => `${host} ${(await get('/healthz', {}, host)).status}`;

  test(sampleApp.titles.wired, { section: 'rule', written: true, precondition: true }, async () => {
    given.expectField(manifest(), 'spec.replicas', t.hints.replicas).to.fit(t.replicas(leastReplicas), (count) => Number(count ?? 1) >= leastReplicas);
    requireVersion(given, manifest(), '1.0');
    requireWired(given);
    await requireIngressClass(given);
    requireCertificates(given);
  });

  test(t.signIn.title, { section: 'signing-in', precondition: true, effect: 'visits' }, async () => {
    await appResponds(given, replicas());
    given.expect((await signIn(given)).split('.').length, { what: t.signIn.jwt, ...app }).to.equal(3);
    for (const wrong of [{ ...admin, password: 'wrong' }, { ...admin, username: 'nobody@user.com' }]) {
      const { status } = await given.web().get<unknown>('/auth', { params: wrong, headers: { host: apiHost } });
      given.expect(status, { what: t.signIn.refused(wrong.username), ...app }).to.equal(404);
    }
  });

  test(t.alive.title, { section: 'app', effect: 'visits' }, async () => {
    const [pod] = await allPods();
    await requireAlive(pod, t.alive.succeeds);
  });

  test(t.members.title, { section: 'signing-in', effect: 'visits' }, async () => {
    const token = await signIn(given);
    const blame = { ...settingAt(given, manifest(), 'JWT_KEY'), hint: sampleApp.hints.key };
    // One for each pod: a token that one has signed is shown to all.
    for (let n = 0; n < enoughForAll(replicas()); n += 1) given.expect((await members(token)).status, { what: t.members.withToken, ...blame }).to.equal(200);
    const { data } = await members(token);
    const [without, bad] = [await get('/members'), await members('no.such.token')];
    given.expect(data, { what: t.members.list, ...app }).to.be.an('array').with.length(4);
    for (const member of data as object[]) given.expect(member, { what: t.members.member, ...app }).to.include.all.keys('MemberId', 'Firstname', 'Lastname', 'Email', 'Active');
    given.expect(without.status, { what: t.members.without, ...app }).to.equal(401);
    given.expect(bad.status, { what: t.members.bad, ...app }).to.equal(401);
  });

  test(t.key.title, { section: 'signing-in', effect: 'visits', level: 'production' }, async () => { await requireOwnKey(given); });

  test(t.hosts.title, { section: 'rule', effect: 'visits' }, async () => {
    for (const host of hostsOfTheApp) requireGood(await get('/healthz', {}, host), host);
  });

  test(t.otherHosts.title, { section: 'rule', effect: 'visits', level: 'production' }, async () => {
    const open = given.manifests.all('Ingress').map((ingress) => ({ ingress, field: openField(ingress) })).find(({ field }) => field !== undefined);
    const blame: Blame = { on: open?.ingress ?? 'Ingress/koa-sample-web', field: open?.field ?? 'spec.rules', hint: t.hints.anyHost };
    given.expect((await Promise.all(otherHosts.map(statusOf))).join(', '), { what: t.hosts.status, ...blame }).to.equal(otherHosts.map((host) => `${host} 404`).join(', '));
  });

  test(t.spread.title, { section: 'in-turn', effect: 'visits' }, async () => {
    const names = (await allPods()).map(({ name }) => name);
    const seen = new Set<string>();
    const versions = new Set<unknown>();
    for (let n = 0; n < enoughForAll(names.length); n += 1) {
      const response = await get('/healthz');
      seen.add(responder(response));
      versions.add(response.headers[labels.version]);
    }
    given.expect([...seen], { what: t.spread.pods, ...((await stickinessOf(given)).unbalanced ?? app) }).to.have.members(names);
    given.expect([...versions], { what: t.spread.versions, on: app.on, field: `${appContainer(manifest())}.image`, hint: sampleApp.hints.image('1.0') }).to.deep.equal(['1.0']);
  });

  test(t.cookie.title, { section: 'in-turn', effect: 'visits' }, async () => {
    for (const host of hostsOfTheApp) {
      const sticky = await stickinessOf(given, host);
      const client = given.web({ cookies: true });
      const first = await visitOf(client, host);
      given.expect(podOf(first), { what: t.cookie.pod, ...app }).to.be.not.empty;
      given.expect(first.headers['set-cookie'] ?? [], { what: t.cookie.set(host), ...sticky.cookie }).to.be.not.empty;
      const pods = await podsKeptOn(given, async () => [podOf(first), ...await respondersTo(client, host)]);
      given.expect(pods, { what: t.cookie.pods(host), ...sticky.cookie }).to.deep.equal(pods.slice(0, 1));
    }
  });

  test(t.httpOnly.title, { section: 'in-turn', effect: 'visits', level: 'production' }, async () => {
    const { httpOnly } = await stickinessOf(given);
    const cookies = (await get('/healthz')).headers['set-cookie'] ?? [];
    given.expect(cookies.map(attributesOf).join(', '), { what: t.httpOnly.attributes, ...httpOnly }).to.match(/(^|; )HttpOnly(;|$)/i);
  });

  test(t.killed.title, { section: 'in-turn', effect: 'disturbs' }, async () => {
    const sticky = (await stickinessOf(given)).cookie;
    const [pod, other] = await allPods();
    if (other === undefined) return given.fail({ ...app, field: 'spec.replicas', hint: t.hints.replicas, expected: t.replicas(leastReplicas), observed: verbatim(String(replicas())) });
    const [bound, elsewhere] = [await clientOf(given, pod), await clientOf(given, other)];
    // Without a cookie that keeps it nothing can be said about where it goes.
    const before = await podsKeptOn(given, async () => [pod.name, ...await respondersTo(bound)]);
    if (!before.includes(pod.name)) given.invalid(t.killed.unready(pod.name));
    given.expect(before.join(', '), { what: t.killed.bound, ...sticky }).to.equal(pod.name);
    killed = await whileClientsSend(given, t.killed.phase, async () => {
      const underWay = Promise.all([slowRequest(bound, longerThanAKill), slowRequest(elsewhere, longerThanAMoment)]);
      // `kubectl delete --force --grace-period=0`: the object goes at once, and kubelet lets its container live for two seconds.
      await pod.deleted({ graceSeconds: 0 });
      const goneAt = performance.now();
      const moved = await given.response(
        { path: '/healthz', host: apiHost, labels, with: bound },
        { state: t.killed.moved, fits: (response) => response.status === 200 && podOf(response) !== pod.name, blame: sticky },
      );
      given.measure('clientMovedMs', Math.round(performance.now() - goneAt));
      const pods = await podsKeptOn(given, async () => [podOf(moved), ...await respondersTo(bound)]);
      given.expect(pods.join(', '), { what: t.killed.stays, ...sticky }).to.equal(pods[0]);
      const [lost, kept] = await underWay;
      given.expect(lost, { what: t.killed.lost, ...killedBlame }).to.be.oneOf([502, 504]);
      given.expect(kept, { what: t.killed.kept, ...killedBlame }).to.equal(200);
    });
  });

  test(t.noneLost.title, { effect: 'reads', level: 'production', seenBy: t.killed.title }, () => {
    const { report, record } = killed ?? given.skip(t.noneLost.notKilled);
    given.requireNoneFailed(report, killedBlame, record, appRules(given, manifest()));
  });

  test(t.evicted.title, { section: 'budget', effect: 'disturbs', level: 'production' }, async () => {
    const budget = budgetOf(given, manifest());
    const pods = await allPods();
    const client = await clientOf(given, pods[0]);
    const allowed = await budgetAllows(given, budget, pods.length);
    const toGo = pods.slice(0, Math.min(allowed, mostAtOnce));
    // Where the budget lets more go than are evicted here, it has nothing to refuse yet.
    const next = toGo.length === allowed ? pods[allowed] : undefined;
    const { report, record } = await whileClientsSend(given, t.evicted.phase, async () => {
      const sentAt = performance.now();
      const underWay = slowRequest(client, longerThanAMoment).then((status) => ({ status, afterMs: performance.now() - sentAt, takesMs: longerThanAMoment }));
      for (const pod of toGo) await evicted(given, budget, pod);
      const isNew = ({ uid }: Pod) => pods.every((each) => each.uid !== uid);
      if (next !== undefined) await notEvicted(given, budget, next, async () => (await podsOfTheApp().now()).some((pod) => isNew(pod) && pod.isReady));
      for (const pod of toGo) await pod.gone();
      requireFinished(given, manifest(), await underWay);
      await allPods();
      await budgetAllows(given, budget, pods.length, allowed);
      if (next !== undefined) await mayBeEvicted(given, budget, next);
    });
    given.requireNoneFailed(report, { ...app, hint: leavingHint(given, manifest(), longerThanAMoment) }, record, appRules(given, manifest()));
  });

  test(t.outage.title, { section: 'app', effect: 'disturbs', level: 'production' }, async () => {
    const token = await signIn(given);
    const before = await allPods();
    const container = appContainerName(manifest());
    // Whatever has restarted it so far was not the outage.
    const restarts = before.map((pod) => pod.status(container)?.restartCount ?? 0);
    const database = Database.of(given).in(given);
    const of = appContainer(manifest());
    const liveness = { on: app.on, field: `${of}.livenessProbe`, hint: sampleApp.hints.liveness };
    const readiness = { on: app.on, field: `${of}.readinessProbe`, hint: sampleApp.hints.readiness };
    requireBothProbes(given, manifest());

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
    await requireAlive(before[0], t.outage.alive);
    for (const [n, pod] of before.entries()) given.expect(await pod.container(container).restartCount() - (restarts[n] ?? 0), { what: t.outage.restarts(pod.name), ...liveness }).to.equal(0);

    await database.scale(1);
    const backAt = performance.now();
    await appResponds(given, replicas());
    given.measure('recoveredMs', Math.round(performance.now() - backAt));
    given.expect((await members(token)).status, { what: t.outage.back, on: app.on, hint: sampleApp.hints.appNotReady }).to.equal(200);
    given.expect(uids(await allPods()), { what: t.outage.same, ...liveness }).to.have.members(uids(before));
  });
});

/** The part of an Ingress that answers for every host; undefined where there is none. */
function openField(ingress: Manifest): string | undefined {
  const rules = ingress.get<{ host?: string }[]>('spec.rules') ?? [];
  const open = rules.findIndex(({ host = '' }) => host === '');
  if (open >= 0) return `spec.rules[${open}].host`;
  return ingress.get('spec.defaultBackend') === undefined ? undefined : 'spec.defaultBackend';
}

/** The attributes of a cookie, without its name and value. */
function attributesOf(cookie: string): string {
  return cookie.split(';').slice(1).map((each) => each.trim()).join('; ');
}

/** Milliseconds in which kubelet surely knows, by the pod's own probe, that it is not ready any more. */
function noticedWithin(deployment: Manifest): number {
  const { periodSeconds = 10, failureThreshold = 3, timeoutSeconds = 1 } = deployment.get<Probe>(`${appContainer(deployment)}.readinessProbe`) ?? {};
  return ((periodSeconds + timeoutSeconds) * failureThreshold + 10) * 1_000;
}

interface Probe {
  periodSeconds?: number;
  failureThreshold?: number;
  timeoutSeconds?: number;
}

const uids = (pods: Pod[]) => pods.map(({ uid }) => uid);
