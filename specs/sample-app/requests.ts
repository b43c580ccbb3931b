import type { ResponseWait } from '../../harness/access/until-response.ts';
import type { Blame, Given, Manifest } from '../../harness/lesson/given.ts';
import { mapText, type Text } from '../../harness/text/language.ts';
import { shorten } from '../../harness/text/show.ts';
import { LessonFailure } from '../../harness/verdict/lesson-failure.ts';
import { toldAgain } from '../checks/told-again.ts';
import { appBecomesReady } from './becomes-ready.ts';
import { blameOfAnswer, blameOfOtherWay, type Answer } from './no-answer.ts';
import { requireOwnPod } from './own-pod.ts';
import { t } from './texts.ts';

/** The account that the schema of 04 puts into the table `User`. */
export const admin = { username: 'admin@user.com', password: 'admin' };

/** The Ingress routes every host under `.k8s` to the app; the hands-on calls the API by this one. */
export const apiHost = 'api.k8s';

/** Hosts that lessons ask for: those under `.k8s` lead to the app, those under `.example` nowhere. */
export const hosts = ['*.k8s', '*.example'] as const;

/** Headers in which a response of the app says which version and pod gave it. */
export const labels = { version: 'x-app-version', pod: 'x-pod-name' } as const;

const app = 'koa-sample-ap';

interface Response {
  status: number;
  headers: object;
}

/** Signs in and returns the token. */
export async function signIn(given: Given): Promise<string> {
  const response = await given.web().get<unknown>('/auth', { params: admin, headers: { host: apiHost } });
  const blame = blameOfSignIn(given, response);
  given.expect(response.status, { what: t.requests.signInStatus, ...blame }).to.equal(200);
  given.expect(response.data, { what: t.requests.signInBody, ...blame }).to.have.property('jwt').that.is.a('string');
  return (response.data as { jwt: string }).jwt;
}

/** Which object a refused sign-in is about: the ingress controller responds by itself where it has no route or no pod. */
function blameOfSignIn(given: Given, { status, headers }: Response): Blame {
  const answer = { status, fromApp: podOf({ headers }) !== '' };
  // The app knows the path: what it does not know is the user.
  if (answer.fromApp) return status === 503 ? { on: `Deployment/${app}`, hint: t.hints.appNotReady } : { ...(accountsOf(given) ?? { on: `Deployment/${app}` }), hint: t.hints.signIn };
  return blameOfAnswer(given, { host: apiHost, path: '/auth' }, answer);
}

/** The script of the folder that fills the table of users; undefined where it is not among the ConfigMaps. */
function accountsOf(given: Given): Blame | undefined {
  for (const scripts of given.manifests.all('ConfigMap')) {
    const [name] = Object.entries(scripts.get<Record<string, string>>('data') ?? {}).find(([, text]) => /\binsert\s+into\s+(?:`?[\w-]+`?\.)?`?user`?[\s(]/i.test(text)) ?? [];
    if (name !== undefined) return { on: scripts, field: `data['${name}']` };
  }
  return undefined;
}

/** Milliseconds in which the ingress controller surely has what the API server knows: it takes a few seconds. */
const soonMs = 10_000;
/** Milliseconds in which MySQL surely listens: a pod without probes is ready before it does. */
const databaseMs = 60_000;

/** Resolves when `replicas` pods of the app are ready, the ingress controller sends requests to them, and they reach the database. */
export async function appResponds(given: Given, replicas: number): Promise<void> {
  await appBecomesReady(given, given.manifest('Deployment', app));
  await joined(given, replicas, { on: `Service/${app}`, field: 'spec.selector', hint: t.hints.endpoints(replicas) });
  await reaches(given, '/healthz', { state: t.requests.hostKnown, fits: ({ status }) => status !== 404 });
  let pod = '';
  await reaches(given, '/healthz', {
    state: t.requests.responds,
    fits: (response) => {
      pod = podOf(response);
      return response.status === 200;
    },
  });
  if (pod !== '') await requireOwnPod(given, { host: apiHost, path: '/healthz' }, pod);
  await reaches(given, '/readyz', { state: t.requests.reachesDatabase, fits: ({ status }) => status === 200, within: databaseMs });
}

/** A response of the app that is waited for. */
interface Awaited {
  state: Text;
  fits: ResponseWait['fits'];
  within?: number;
}

/** Resolves when a response at `api.k8s` fits. Where none does, the failure names what is in its way and what the ingress controller says. */
async function reaches(given: Given, path: string, { state, fits, within = soonMs }: Awaited): Promise<void> {
  let last: Answer = { status: 0, fromApp: false };
  try {
    await given.response({ path, host: apiHost, labels }, {
      state, within,
      fits: (response) => {
        last = { status: response.status, fromApp: podOf(response) !== '' };
        return fits(response);
      },
    });
  } catch (error) {
    if (!(error instanceof LessonFailure)) throw error;
    if (last.fromApp && last.status === 503) toldAgain(given, error, { on: `Deployment/${app}`, hint: t.hints.appNotReady });
    toldAgain(given, error, blameOfAnswer(given, { host: apiHost, path }, last), said(await given.controllerErrors()));
  }
}

/** The last of what the ingress controller has logged. */
function said(errors: readonly string[]): Text | undefined {
  const last = errors.at(-1);
  return last === undefined ? undefined : mapText(t.requests.controllerSays(last), shorten);
}

/** Resolves when the Service of the app has exactly that many ready pods behind it: they are ready, so it is soon or never. */
export async function joined(given: Given, pods: number, blame: Blame, within = soonMs): Promise<void> {
  await given.service(app).endpoints(pods, { within, blame });
}

/**
 * Resolves with the first response of a version of the app, at `api.k8s` or another host.
 *
 * @param of the workload of that version, where a rule of the folder may lead its visitors elsewhere
 */
export async function versionResponds(given: Given, version: string, blame: Blame, { host = apiHost, of }: { host?: string; of?: Manifest } = {}): Promise<void> {
  const visit = { path: '/healthz', host };
  try {
    await given.response(
      { ...visit, labels },
      { state: t.requests.versionResponds(version), fits: ({ headers }) => headers[labels.version] === version, within: soonMs, blame },
    );
  } catch (error) {
    const elsewhere = of === undefined ? undefined : blameOfOtherWay(given, visit, of);
    if (!(error instanceof LessonFailure) || elsewhere === undefined) throw error;
    toldAgain(given, error, elsewhere);
  }
}

/** The pod that responded; empty when it was the ingress controller itself. */
export function podOf(response: { headers: object }): string {
  const pod = (response.headers as Record<string, unknown>)[labels.pod];
  return typeof pod === 'string' ? pod : '';
}

/** How a learner asks the API: a shell of Windows takes double quotes too. */
export function tryIt(given: Given): string[] {
  return [`curl -i -H "Host: ${apiHost}" ${given.ingressUrl}/healthz`];
}
