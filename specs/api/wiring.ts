import type { Given, Manifest } from '../../harness/lesson/given.ts';
import { apiHost } from './requests.ts';

/** The ingress controller looks after the Ingresses of its own class alone: the class must be one that the cluster has. */
export async function requireIngressClass(given: Given): Promise<void> {
  for (const ingress of given.manifests.all('Ingress')) {
    const name = ingress.get<string>('spec.ingressClassName');
    // The cluster's default class is filled in, where it has one.
    if (name === undefined) continue;
    const classes = (await given.list('networking.k8s.io/v1', 'IngressClass')).map(({ metadata }) => metadata?.name ?? '');
    given.expect(ingress, 'spec.ingressClassName').toSatisfy(`a class of this cluster: ${classes.join(', ') || 'it has none'}`, () => classes.includes(name), 'no-route');
  }
}

interface EnvEntry {
  name: string;
  value?: string;
  valueFrom?: { secretKeyRef?: { name: string; key: string } };
}

interface Port {
  name?: string;
  port?: number;
  containerPort?: number;
}

const container = 'spec.template.spec.containers[0]';
const pathOfIngress = 'spec.rules[0].http.paths[0].backend.service';

/** Where the app listens when nothing is said. */
const APP_PORT = 3000;
/** Milliseconds beyond its probe that it takes until everyone has heard of a pod that is not ready any more. */
const SPREAD_MS = 1_500;

/**
 * Reads whether the objects refer to each other as they must: what leads nowhere would only show as an app that never gets
 * ready, or as a 404, and would not say where.
 */
export function requireWired(given: Given): void {
  const app = given.manifest('Deployment', 'koa-sample-ap');
  given.expect(app, 'spec.replicas').toEqual(2, 'contract');
  requireDatabase(given, app);
  if (app.get(`${container}.readinessProbe.httpGet`) !== undefined) given.expect(app, `${container}.readinessProbe.httpGet.path`).toBeOneOf(['/readyz', '/healthz'], 'readiness');
  requirePorts(given, app);
}

/** The app's DB_ variables against what the database of lesson 04 is called, and made with. */
function requireDatabase(given: Given, app: Manifest): void {
  const database = given.manifest('Deployment', 'koa-sample-db');
  const services = given.manifests.all('Service').filter((service) => selectsPodsOf(service, database));
  const field = (name: string): string => `${container}.env[${name}]`;
  for (const name of ['DB_HOST', 'DB_USER', 'DB_PASSWORD', 'DB_DATABASE']) given.expect(app, field(name)).toExist('app-not-ready');
  const hosts = services.map(({ name }) => name);
  requireSame(given, app, 'DB_HOST', `a Service of ${database.id}: ${hosts.join(', ') || 'there is none'}`, hosts);
  const ports = services.flatMap((service) => service.get<Port[]>('spec.ports') ?? []).map(({ port }) => String(port));
  requireSame(given, app, 'DB_PORT', `a port of its Service: ${ports.join(', ') || 'there is none'}`, ports);
  // Root's password is another matter, and shows when the app runs.
  const accounts = valueOf(given, app, 'DB_USER') === 'root' ? [] : [['DB_USER', 'MYSQL_USER'], ['DB_PASSWORD', 'MYSQL_PASSWORD']] as const;
  for (const [ours, theirs] of [...accounts, ['DB_DATABASE', 'MYSQL_DATABASE']] as const) {
    const wanted = valueOf(given, database, theirs);
    if (wanted !== undefined) requireSame(given, app, ours, `the same as ${theirs} of ${database.id}`, [wanted]);
  }
}

/** What cannot be read in the folder shows when the app runs. Values are not told: some are secret. */
function requireSame(given: Given, app: Manifest, name: string, expected: string, allowed: readonly string[]): void {
  const value = valueOf(given, app, name);
  if (value === undefined || allowed.includes(value)) return;
  given.fail({ on: app, field: `${container}.env[${name}]`, hint: 'app-not-ready', expected: `${name}: ${expected}`, observed: 'another value' });
}

/** "Send me requests" is another question than "restart me": only the first one asks for the database as well. */
export function requireProbes(given: Given): void {
  const app = given.manifest('Deployment', 'koa-sample-ap');
  given.expect(app, `${container}.readinessProbe`).toExist('readiness');
  given.expect(app, `${container}.readinessProbe.httpGet.path`).toEqual('/readyz', 'readiness');
  given.expect(app, `${container}.livenessProbe.httpGet.path`).toEqual('/healthz', 'liveness');
}

/** Ports lead from the Ingress through the Service to where the app listens, and probes ask there. */
function requirePorts(given: Given, app: Manifest): void {
  const service = given.manifest('Service', 'koa-sample-ap');
  const listens = Number(valueOf(given, app, 'PORT') ?? APP_PORT);
  const containerPorts = app.get<Port[]>(`${container}.ports`) ?? [];
  const named = new Map(containerPorts.flatMap(({ name, containerPort }) => (name === undefined ? [] : [[name, containerPort] as const])));
  const leadsToTheApp = (port: unknown): boolean => (typeof port === 'string' ? (named.get(port) ?? Number(port)) : port) === listens;
  const described = `${listens}, or the name of a container port ${listens}`;
  containerPorts.forEach((_, n) => { given.expect(app, `${container}.ports[${n}].containerPort`).toEqual(listens, 'ports'); });
  for (const probe of ['readinessProbe', 'livenessProbe']) {
    if (app.get(`${container}.${probe}.httpGet`) !== undefined) given.expect(app, `${container}.${probe}.httpGet.port`).toSatisfy(described, leadsToTheApp, 'ports');
  }
  given.expect(service, 'spec.selector').toSatisfy(
    `labels of the pods of ${app.id}: ${JSON.stringify(app.get('spec.template.metadata.labels') ?? {})}`,
    () => selectsPodsOf(service, app),
    'no-endpoints',
  );
  const servicePorts = service.get<Port[]>('spec.ports') ?? [];
  given.expect(service, 'spec.ports[0].port').toEqual(3000, 'ports');
  given.expect(service, 'spec.ports[0].targetPort').toSatisfy(described, (port) => leadsToTheApp(port ?? servicePorts[0]?.port), 'ports');

  const ingress = given.manifests.all('Ingress')[0];
  if (ingress === undefined) return;
  given.expect(ingress, 'spec.rules[0].host').toSatisfy('a host that api.k8s is one of, such as "*.k8s"', (host) => [undefined, '*.k8s', apiHost].includes(host as string), 'host');
  given.expect(ingress, 'spec.rules[0].http.paths[0].path').toEqual('/', 'no-route');
  given.expect(ingress, 'spec.rules[0].http.paths[0].pathType').toBeOneOf(['Prefix', 'ImplementationSpecific'], 'no-route');
  given.expect(ingress, `${pathOfIngress}.name`).toEqual(service.name, 'no-route');
  const ports = servicePorts.map(({ name, port }) => [...(name === undefined ? [] : [`name ${name}`]), `number ${port ?? ''}`].join(' or '));
  given.expect(ingress, `${pathOfIngress}.port`).toSatisfy(`a port of ${service.id}: ${ports.join(', ')}`, (found) => {
    const { name, number } = (found ?? {}) as { name?: string; number?: number };
    return servicePorts.some((each) => (name === undefined ? each.port === number : each.name === name));
  }, 'no-route');
}

/**
 * A pod that leaves must answer until its readiness probe has failed and everyone knows, since visitors with its cookie
 * come until then, and must not be killed before its slowest request is over.
 *
 * @param slowestMs what a request may take, in milliseconds
 */
export function requireTimeToLeave(given: Given, slowestMs: number): void {
  const app = given.manifest('Deployment', 'koa-sample-ap');
  const probe = `${container}.readinessProbe`;
  const written = app.get<{ periodSeconds?: number; failureThreshold?: number }>(probe);
  // What is absent or 0 is filled in by the API server.
  const periodSeconds = nonZero(written?.periodSeconds) ?? 10;
  const failureThreshold = nonZero(written?.failureThreshold) ?? 3;
  const noticedMs = periodSeconds * failureThreshold * 1_000 + SPREAD_MS;
  const drainMs = Number(valueOf(given, app, 'DRAIN_MS') ?? 0);
  const preStopMs = (app.get<number>(`${container}.lifecycle.preStop.sleep.seconds`) ?? 0) * 1_000;
  const leastGrace = Math.ceil((preStopMs + drainMs + slowestMs) / 1_000);
  given.expect(app, 'spec.template.spec.terminationGracePeriodSeconds').toSatisfy(
    `${leastGrace} or more: preStop ${preStopMs} ms, DRAIN_MS ${drainMs} ms and a request of ${slowestMs} ms`,
    (seconds) => Number(seconds ?? 30) >= leastGrace,
    'leaving',
  );
  if (drainMs >= noticedMs) return;
  given.fail({
    on: app,
    field: drainMs === 0 ? `${container}.env[DRAIN_MS]` : probe,
    hint: 'leaving',
    expected: `DRAIN_MS of at least ${noticedMs}: periodSeconds ${periodSeconds} × failureThreshold ${failureThreshold} of the readinessProbe, and a moment more`,
    observed: drainMs === 0 ? 'none' : String(drainMs),
  });
}

function nonZero(value: number | undefined): number | undefined {
  return value === 0 ? undefined : value;
}

function selectsPodsOf(service: Manifest, workload: Manifest): boolean {
  const labels = workload.get<Record<string, string>>('spec.template.metadata.labels') ?? {};
  const selector = Object.entries(service.get<Record<string, string>>('spec.selector') ?? {});
  return selector.length > 0 && selector.every(([label, value]) => labels[label] === value);
}

/** The value of an environment variable, also where it comes from a Secret of the folder; undefined where that cannot be read. */
function valueOf(given: Given, workload: Manifest, name: string): string | undefined {
  const entry = workload.get<EnvEntry[]>(`${container}.env`)?.find((each) => each.name === name);
  const ref = entry?.valueFrom?.secretKeyRef;
  if (ref === undefined) return entry?.value;
  const secret = given.manifests.find('Secret', ref.name);
  const plain = secret?.get<Record<string, string>>('stringData')?.[ref.key];
  const encoded = secret?.get<Record<string, string>>('data')?.[ref.key];
  return plain ?? (encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString());
}
