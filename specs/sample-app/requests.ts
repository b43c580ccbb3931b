import { expect } from 'chai';
import type { Blame, Given } from '../../harness/lesson/given.ts';

/** The account that the schema of 04 puts into the table `User`. */
export const admin = { username: 'admin@user.com', password: 'admin' };

/** Every name under `.k8s` leads to the app; the hands-on calls the API by this one. */
export const apiHost = 'api.k8s';

/** Signs in and returns the token. */
export async function signIn(given: Given): Promise<string> {
  const answer = await given.web().get<unknown>('/auth', { params: admin, headers: { host: apiHost } });
  return given.blame({ on: 'Deployment/koa-sample-ap', hint: 'sign-in' }, () => {
    expect(answer.status, 'status of GET /auth with the right password').to.equal(200);
    expect(answer.data).to.have.property('jwt').that.is.a('string');
    return (answer.data as { jwt: string }).jwt;
  });
}

/** What the ingress controller takes over from the API server, it takes over in a few seconds; this many milliseconds are plenty. */
const SOON = 10_000;

/** Resolves when `replicas` pods of the app are ready and the ingress controller sends requests to them. */
export async function apiAnswers(given: Given, replicas: number): Promise<void> {
  const question = { path: '/healthz', host: apiHost };
  await given.deployment('koa-sample-ap').complete({ blame: { on: 'Deployment/koa-sample-ap', hint: 'app-not-ready' } });
  await joined(given, replicas, { on: 'Service/koa-sample-ap', field: 'spec.selector', hint: 'no-endpoints' });
  await given.answer(question, {
    state: 'the ingress controller knows the host',
    fits: ({ status }) => status !== 404,
    within: SOON,
    blame: { on: 'Ingress/koa-sample-web', field: 'spec.rules[0]', hint: 'no-route' },
  });
  await given.answer(question, {
    state: 'the app answers 200 through the Ingress',
    fits: ({ status }) => status === 200,
    within: SOON,
    blame: { on: 'Service/koa-sample-ap', field: 'spec.ports', hint: 'ports' },
  });
}

/** Resolves when the Service of the app has exactly that many ready pods behind it: they are ready, so it is soon or never. */
export async function joined(given: Given, pods: number, blame: Blame, within = SOON): Promise<void> {
  await given.service('koa-sample-ap').endpoints(pods, { within, blame });
}

/** The first answer of a version of the app, at `api.k8s` or another host. */
export async function versionAnswers(given: Given, version: string, blame: Blame, host = apiHost): Promise<void> {
  await given.answer(
    { path: '/healthz', host },
    { state: `${version} answers through the Ingress`, fits: ({ headers }) => headers['x-app-version'] === version, within: SOON, blame },
  );
}
