import type { Given, Manifest } from '../../harness/lesson/given.ts';
import { container, envValue } from '../checks/env.ts';
import { portsTo, requireServicePort } from '../checks/ports.ts';
import { apiHost } from './requests.ts';
import { requireSelects } from '../checks/selects.ts';
import { requireSettings } from './settings.ts';

interface Port {
  name?: string;
  port?: number;
}

/** How visitors come to the pods of a Deployment; what is left out is what lesson 05 calls it. */
export interface Wiring {
  deployment?: string;
  service?: string;
  /** The folder's first one when absent, called `koa-sample-web` where there is none. */
  ingress?: string;
  /** What the Ingress's host may be. */
  hosts?: readonly string[];
}

const pathOfIngress = 'spec.rules[0].http.paths[0].backend.service';
const hostsOfTheApp = ['*.k8s', apiHost];
/** Where the app listens when nothing is said. */
const APP_PORT = 3000;
const cookie = 'traefik.ingress.kubernetes.io/service.sticky.cookie';

/**
 * Reads whether the objects refer to each other as they must: what leads nowhere would only show as an app that never gets
 * ready, or as a 404, and would not say where.
 */
export function requireWired(given: Given, { deployment = 'koa-sample-ap', service = 'koa-sample-ap', ingress, hosts = hostsOfTheApp }: Wiring = {}): void {
  const app = given.manifest('Deployment', deployment);
  const door = given.manifest('Service', service);
  requireSettings(given, app);
  const listens = Number(envValue(given, app, 'PORT') ?? APP_PORT);
  requireListens(given, app, listens);
  requireSelects(given, door, app, 'no-endpoints');
  requireServicePort(given, door, app, { port: APP_PORT, listens }, 'ports');
  const first = ingress === undefined ? given.manifests.all('Ingress')[0] : undefined;
  requireIngress(given, first ?? given.manifest('Ingress', ingress ?? 'koa-sample-web'), door, hosts);
}

/** The version that a Deployment of the app is to run, by the tag of its image. */
export function requireVersion(given: Given, app: Manifest, version: string, hint: string): void {
  given.expectField(app, `${container}.image`, hint).to.fit(`an image with the tag ${version}`, (image) => String(image).endsWith(`:${version}`));
}

/** Visitors stay with their pod by a cookie that only the browser's requests carry, and no script reads. */
export function requireSticky(given: Given, hint: string): void {
  const service = given.manifest('Service', 'koa-sample-ap');
  given.expectField(service, `metadata.annotations['${cookie}']`, hint).to.deep.equal('true');
  given.expectField(service, `metadata.annotations['${cookie}.name']`, hint).to.deep.equal('route');
  given.expectField(service, `metadata.annotations['${cookie}.httponly']`, hint).to.deep.equal('true');
}

/** The ingress controller looks after the Ingresses of its own class alone: the class must be one that the cluster has. */
export async function requireIngressClass(given: Given, ingresses = given.manifests.all('Ingress')): Promise<void> {
  for (const ingress of ingresses) {
    const name = ingress.get<string>('spec.ingressClassName');
    // The cluster's default class is filled in, where it has one.
    if (name === undefined) continue;
    const classes = (await given.list('networking.k8s.io/v1', 'IngressClass')).map(({ metadata }) => metadata?.name ?? '');
    given.expectField(ingress, 'spec.ingressClassName', 'no-route').to.fit(`a class of this cluster: ${classes.join(', ') || 'it has none'}`, () => classes.includes(name));
  }
}

/** The container says where the app listens, and probes ask there. */
function requireListens(given: Given, app: Manifest, listens: number): void {
  const { described, fits } = portsTo(app, listens);
  (app.get<object[]>(`${container}.ports`) ?? []).forEach((_, n) => { given.expectField(app, `${container}.ports[${n}].containerPort`, 'ports').to.deep.equal(listens); });
  for (const probe of ['readinessProbe', 'livenessProbe']) {
    if (app.get(`${container}.${probe}.httpGet`) !== undefined) given.expectField(app, `${container}.${probe}.httpGet.port`, 'ports').to.fit(described, fits);
  }
  // A path that the app does not know says neither "send me requests" nor "restart me".
  if (app.get(`${container}.readinessProbe.httpGet`) !== undefined) given.expectField(app, `${container}.readinessProbe.httpGet.path`, 'readiness').to.be.oneOf(['/readyz', '/healthz']);
}

function requireIngress(given: Given, ingress: Manifest, service: Manifest, hosts: readonly string[]): void {
  given.expectField(ingress, 'spec.rules[0].host', 'host').to.fit(`a host that ${hosts.at(-1) ?? ''} is one of, such as ${JSON.stringify(hosts[0])}`, (host) => hosts.some((each) => each === host));
  given.expectField(ingress, 'spec.rules[0].http.paths[0].path', 'no-route').to.deep.equal('/');
  given.expectField(ingress, 'spec.rules[0].http.paths[0].pathType', 'no-route').to.be.oneOf(['Prefix', 'ImplementationSpecific']);
  given.expectField(ingress, `${pathOfIngress}.name`, 'no-route').to.deep.equal(service.name);
  const servicePorts = service.get<Port[]>('spec.ports') ?? [];
  const ports = servicePorts.map(({ name, port }) => [...(name === undefined ? [] : [`name ${name}`]), `number ${port ?? ''}`].join(' or '));
  given.expectField(ingress, `${pathOfIngress}.port`, 'no-route').to.fit(`a port of ${service.id}: ${ports.join(', ')}`, (found) => {
    const { name, number } = (found ?? {}) as { name?: string; number?: number };
    return servicePorts.some((each) => (name === undefined ? each.port === number : each.name === name));
  });
}
