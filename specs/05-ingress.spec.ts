import { expect } from 'chai';
import type { Pod } from '../harness/lesson/given.ts';
import { foundation, lesson } from '../harness/lesson/lesson.ts';
import { admin, apiAnswers, apiHost, joined, signIn } from './api/requests.ts';

/** Requests without a cookie that must meet both pods: were they sent at random, all of 24 would miss one in 1 of 8 million runs. */
const ENOUGH_FOR_BOTH = 24;

lesson('05-ingress', { needs: ['ingress'], standsOn: ['04-mysql'] }, (given) => {
  const app = { on: 'Deployment/koa-sample-ap', hint: 'contract' } as const;
  const rule = { on: 'Ingress/koa-sample-web', field: 'spec.rules[0].host', hint: 'host' } as const;
  const sticky = { on: 'Service/koa-sample-ap', field: 'metadata.annotations', hint: 'sticky' } as const;

  const get = (path: string, headers: Record<string, string> = {}, host = apiHost) =>
    given.web().get<unknown>(path, { headers: { host, ...headers } });
  const members = (token: string) => get('/members', { authorization: `Bearer ${token}` });
  const podsOfTheApp = () => given.deployment('koa-sample-ap').pods();

  foundation('signs in the one who knows the password, and nobody else', async () => {
    await apiAnswers(given, 2);
    expect((await signIn(given)).split('.'), 'a JWT has three parts').to.have.length(3);
    for (const wrong of [{ ...admin, password: 'wrong' }, { ...admin, username: 'nobody@user.com' }]) {
      const { status } = await given.web().get<unknown>('/auth', { params: wrong, headers: { host: apiHost } });
      await given.blame(app, () => expect(status, `status of GET /auth for ${wrong.username} with a wrong name or password`).to.equal(404));
    }
  });

  it('shows the members to who is signed in, and to nobody else', async () => {
    const { status, data } = await members(await signIn(given));
    const [without, bad] = [await get('/members'), await members('no.such.token')];
    await given.blame(app, () => {
      expect(status, 'status of GET /members with a token').to.equal(200);
      expect(data, 'the members').to.be.an('array').with.length(4);
      for (const member of data as object[]) expect(member).to.include.all.keys('MemberId', 'Firstname', 'Lastname', 'Email', 'Active');
      expect(without.status, 'status of GET /members without a token').to.equal(401);
      expect(bad.status, 'status of GET /members with a bad token').to.equal(401);
    });
  });

  it('answers for every name under .k8s, and for no other', async () => {
    const answers: string[] = [];
    for (const host of ['api.k8s', 'web.k8s', 'api.example', 'k8s.example']) answers.push(`${host} ${(await get('/healthz', {}, host)).status}`);
    await given.blame(rule, () => expect(answers.join(', '), 'status for each host').to.equal('api.k8s 200, web.k8s 200, api.example 404, k8s.example 404'));
  });

  it('spreads visitors over both replicas', async () => {
    const names = (await podsOfTheApp().ready(2)).map(({ name }) => name);
    const seen = new Set<string>();
    for (let n = 0; n < ENOUGH_FOR_BOTH; n += 1) seen.add(podOf(await get('/healthz')));
    await given.blame(app, () => expect([...seen], 'pods that answered').to.have.members(names));
  });

  it('keeps a visitor with the cookie at one pod, and sends the visitor to the other when that pod is gone', async () => {
    const visitor = given.web({ cookies: true });
    const visit = () => visitor.get<unknown>('/healthz', { headers: { host: apiHost } });
    const first = await visit();
    await given.blame(app, () => expect(podOf(first), 'the pod that answers').to.be.not.empty);
    await given.blame(sticky, () => expect(String(first.headers['set-cookie'] ?? 'none'), 'Set-Cookie of the first answer').to.match(/^route=/));
    const visits = new Set<string>();
    for (let n = 0; n < ENOUGH_FOR_BOTH; n += 1) visits.add(podOf(await visit()));
    await given.blame(sticky, () => expect([...visits], 'pods that answered this visitor').to.deep.equal([podOf(first)]));

    await given.pod(podOf(first)).deleted({ graceSeconds: 1 });
    const goneAt = performance.now();
    const other = await given.answer(
      { path: '/healthz', host: apiHost, with: visitor },
      { state: 'another pod answers the visitor with 200', fits: (answer) => answer.status === 200 && podOf(answer) !== podOf(first), blame: sticky },
    );
    given.measure('visitorMovedMs', Math.round(performance.now() - goneAt));
    for (let n = 0; n < ENOUGH_FOR_BOTH; n += 1) expect(podOf(await visit()), 'the pod that answers from now on').to.equal(podOf(other));
  });

  it('says 503 rather than hanging while the database is down, and recovers by itself', async () => {
    const token = await signIn(given);
    const before = await podsOfTheApp().ready(2);
    const liveness = { ...app, field: 'spec.template.spec.containers[0].livenessProbe', hint: 'liveness' };
    const readiness = { ...app, field: 'spec.template.spec.containers[0].readinessProbe', hint: 'readiness' };

    // Restarts would only begin after the probe's periods: what it asks says as much, and says it now.
    given
      .expect(given.manifest('Deployment', 'koa-sample-ap'), 'spec.template.spec.containers[0].livenessProbe.httpGet.path')
      .toSatisfy('another path than /readyz', (path) => path !== '/readyz', 'liveness');
    await given.deployment('koa-sample-db').scale(0);
    await given.deployment('koa-sample-db').pods().none();
    const askedAt = performance.now();
    const asked = await members(token);
    given.measure('answerWithoutDatabaseMs', Math.round(performance.now() - askedAt));
    expect(asked.status, 'status of GET /members without a database').to.equal(503);
    await given.deployment('koa-sample-ap').readyReplicas(0, { blame: readiness });
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
    await apiAnswers(given, 2);
    given.measure('recoveredMs', Math.round(performance.now() - backAt));
    expect((await members(token)).status, 'status of GET /members when the database is back').to.equal(200);
    const after = await podsOfTheApp().ready(2);
    await given.blame(liveness, () => expect(uids(after), 'the pods that answer again').to.have.members(uids(before)));
  });
});

const uids = (pods: Pod[]) => pods.map(({ uid }) => uid);

/** The pod that gave an answer; empty when it was the ingress controller itself. */
function podOf(answer: { headers: object }): string {
  const { headers } = answer as { headers: Record<string, unknown> };
  return typeof headers['x-pod-name'] === 'string' ? headers['x-pod-name'] : '';
}
