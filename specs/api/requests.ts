import { expect } from 'chai';
import type { Given } from '../../harness/lesson/given.ts';

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

/** Resolves when `replicas` pods of the app are ready and the ingress controller sends requests to them. */
export async function apiAnswers(given: Given, replicas: number): Promise<void> {
  await given.deployment('koa-sample-ap').complete({ blame: { on: 'Deployment/koa-sample-ap', hint: 'app-not-ready' } });
  await given.service('koa-sample-ap').endpoints(replicas, { blame: { on: 'Service/koa-sample-ap', field: 'spec.selector', hint: 'no-endpoints' } });
  await given.answer(
    { path: '/healthz', host: apiHost },
    { state: 'the app answers 200 through the Ingress', fits: ({ status }) => status === 200, blame: { on: 'Ingress/koa-sample-web', field: 'spec.rules[0]', hint: 'no-route' } },
  );
}
