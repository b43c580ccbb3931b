import type { Blame, Given } from '../../harness/lesson/given.ts';
import { t } from './texts.ts';

/** The account that the schema of 04 puts into the table `User`. */
export const admin = { username: 'admin@user.com', password: 'admin' };

/** The Ingress routes every host under `.k8s` to the app; the hands-on calls the API by this one. */
export const apiHost = 'api.k8s';

/** Hosts that lessons ask for: those under `.k8s` lead to the app, those under `.example` nowhere. */
export const hosts = ['*.k8s', '*.example'] as const;

/** Headers in which a response of the app says which version and pod gave it. */
export const labels = { version: 'x-app-version', pod: 'x-pod-name' } as const;

/** What the rule of the app's Ingress says. */
const hostOfTheRule = '*.k8s';
const app = 'koa-sample-ap';

interface Response {
  status: number;
  headers: object;
}

/** Signs in and returns the token. */
export async function signIn(given: Given): Promise<string> {
  const response = await given.web().get<unknown>('/auth', { params: admin, headers: { host: apiHost } });
  const blame = blameOfSignIn(response);
  given.expect(response.status, { what: t.requests.signInStatus, ...blame }).to.equal(200);
  given.expect(response.data, { what: t.requests.signInBody, ...blame }).to.have.property('jwt').that.is.a('string');
  return (response.data as { jwt: string }).jwt;
}

/** Which object a refused sign-in is about: the ingress controller responds by itself where it has no route or no pod. */
function blameOfSignIn(response: Response): Blame {
  if (podOf(response) !== '') return { on: `Deployment/${app}`, hint: response.status === 503 ? t.hints.appNotReady : t.hints.signIn };
  return response.status === 404
    ? { on: 'Ingress/koa-sample-web', field: 'spec.rules[0]', hint: t.hints.route(hostOfTheRule, app) }
    : { on: `Service/${app}`, field: 'spec.selector', hint: t.hints.selector(`app=${app}`) };
}

/** Milliseconds in which the ingress controller surely has what the API server knows: it takes a few seconds. */
const soonMs = 10_000;

/** Resolves when `replicas` pods of the app are ready and the ingress controller sends requests to them. */
export async function appResponds(given: Given, replicas: number): Promise<void> {
  const question = { path: '/healthz', host: apiHost, labels };
  await given.deployment(app).complete({ blame: { on: `Deployment/${app}`, hint: t.hints.appNotReady } });
  await joined(given, replicas, { on: `Service/${app}`, field: 'spec.selector', hint: t.hints.endpoints(replicas) });
  await given.response(question, {
    state: t.requests.hostKnown,
    fits: ({ status }) => status !== 404,
    within: soonMs,
    blame: { on: 'Ingress/koa-sample-web', field: 'spec.rules[0]', hint: t.hints.route(hostOfTheRule, app) },
  });
  await given.response(question, {
    state: t.requests.responds,
    fits: ({ status }) => status === 200,
    within: soonMs,
    blame: { on: `Service/${app}`, field: 'spec.ports', hint: t.hints.ports },
  });
}

/** Resolves when the Service of the app has exactly that many ready pods behind it: they are ready, so it is soon or never. */
export async function joined(given: Given, pods: number, blame: Blame, within = soonMs): Promise<void> {
  await given.service(app).endpoints(pods, { within, blame });
}

/** Resolves with the first response of a version of the app, at `api.k8s` or another host. */
export async function versionResponds(given: Given, version: string, blame: Blame, host = apiHost): Promise<void> {
  await given.response(
    { path: '/healthz', host, labels },
    { state: t.requests.versionResponds(version), fits: ({ headers }) => headers[labels.version] === version, within: soonMs, blame },
  );
}

/** The pod that responded; empty when it was the ingress controller itself. */
export function podOf(response: { headers: object }): string {
  const pod = (response.headers as Record<string, unknown>)[labels.pod];
  return typeof pod === 'string' ? pod : '';
}
