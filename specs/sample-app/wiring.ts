import type { Given, Manifest } from '../../harness/lesson/given.ts';
import { joinTexts, verbatim, type Text } from '../../harness/text/language.ts';
import { show } from '../../harness/text/show.ts';
import { envValue } from '../checks/env.ts';
import { portsTo, requireServicePort } from '../checks/ports.ts';
import { appContainer, appPort, isVersion } from './app-container.ts';
import { apiHost } from './requests.ts';
import { requireSelects } from '../checks/selects.ts';
import { requireSettings } from './settings.ts';
import { t } from './texts.ts';

interface Port {
  name?: string;
  port?: number;
}

/** How requests get to the pods of a Deployment; what is left out is named as in lesson 05. */
export interface Wiring {
  deployment?: string;
  service?: string;
  /** The folder's first one when absent, called `koa-sample-web` where there is none. */
  ingress?: string;
  /** What the host of the Ingress may be, the usual one first. */
  hosts?: readonly [string, ...string[]];
}

const pathOfIngress = 'spec.rules[0].http.paths[0].backend.service';
const hostsOfTheApp = ['*.k8s', apiHost] as const;
const cookie = 'traefik.ingress.kubernetes.io/service.sticky.cookie';

/**
 * Reads whether the objects refer to each other as they must: a wrong reference would only show as an app that never becomes
 * ready, or as a 404, neither of which names the field.
 */
export function requireWired(given: Given, { deployment = 'koa-sample-ap', service = 'koa-sample-ap', ingress, hosts = hostsOfTheApp }: Wiring = {}): void {
  const app = given.manifest('Deployment', deployment);
  const serves = given.manifest('Service', service);
  requireSettings(given, app);
  const of = appContainer(app);
  const listens = Number(envValue(given, app, 'PORT', of) ?? appPort);
  requireListens(given, app, listens);
  requireSelects(given, serves, app, selectorHint(app));
  requireServicePort(given, serves, app, { port: appPort, listens, of }, t.hints.ports);
  const first = ingress === undefined ? given.manifests.all('Ingress')[0] : undefined;
  requireIngress(given, first ?? given.manifest('Ingress', ingress ?? 'koa-sample-web'), serves, hosts);
}

/** Which labels a Service must ask for to select the pods of a workload. */
export function selectorHint(workload: Manifest): Text {
  const labels = Object.entries(workload.get<Record<string, string>>('spec.template.metadata.labels') ?? {});
  return t.hints.selector(labels.map(([name, value]) => `${name}=${value}`).join(', '));
}

/** Reads whether a Deployment of the app runs a version, by the tag of its image. */
export function requireVersion(given: Given, app: Manifest, version: string): void {
  given.expectField(app, `${appContainer(app)}.image`, t.hints.image(version)).to.fit(t.wiring.tag(version), (image) => isVersion(image, version));
}

/** Reads whether a cookie keeps clients on their pod, one that no script of a page can read. */
export function requireSticky(given: Given): void {
  const service = given.manifest('Service', 'koa-sample-ap');
  given.expectField(service, `metadata.annotations['${cookie}']`, t.hints.sticky).to.deep.equal('true');
  given.expectField(service, `metadata.annotations['${cookie}.name']`, t.hints.sticky).to.deep.equal('route');
  given.expectField(service, `metadata.annotations['${cookie}.httponly']`, t.hints.sticky).to.deep.equal('true');
}

/** An ingress controller serves the Ingresses of its own class only: the class must be one that the cluster has. */
export async function requireIngressClass(given: Given, ingresses = given.manifests.all('Ingress')): Promise<void> {
  for (const ingress of ingresses) {
    const name = ingress.get<string>('spec.ingressClassName');
    // The cluster's default class is filled in, where it has one.
    if (name === undefined) continue;
    const classes = (await given.list('networking.k8s.io/v1', 'IngressClass')).map(({ metadata }) => metadata?.name ?? '');
    const known = classes.length === 0 ? t.wiring.noClass : verbatim(classes.join(', '));
    given.expectField(ingress, 'spec.ingressClassName', routeHint(ingress)).to.fit(t.wiring.ingressClass(known), () => classes.includes(name));
  }
}

/** The container says where the app listens, and probes ask there. */
function requireListens(given: Given, app: Manifest, listens: number): void {
  const container = appContainer(app);
  const { described, fits } = portsTo(app, listens, container);
  (app.get<object[]>(`${container}.ports`) ?? []).forEach((_, n) => { given.expectField(app, `${container}.ports[${n}].containerPort`, t.hints.ports).to.deep.equal(listens); });
  for (const probe of ['readinessProbe', 'livenessProbe']) {
    if (app.get(`${container}.${probe}.httpGet`) !== undefined) given.expectField(app, `${container}.${probe}.httpGet.port`, t.hints.ports).to.fit(described, fits);
  }
  // A path that the app does not know says neither "send me requests" nor "restart me".
  if (app.get(`${container}.readinessProbe.httpGet`) !== undefined) given.expectField(app, `${container}.readinessProbe.httpGet.path`, t.hints.readiness).to.be.oneOf(['/readyz', '/healthz']);
}

function requireIngress(given: Given, ingress: Manifest, service: Manifest, hosts: readonly [string, ...string[]]): void {
  const [rule] = hosts;
  const hint = t.hints.route(rule, service.name);
  given.expectField(ingress, 'spec.rules[0].host', t.hints.host(rule)).to.fit(t.wiring.host(hosts.at(-1) ?? rule, show(rule)), (host) => hosts.some((each) => each === host));
  given.expectField(ingress, 'spec.rules[0].http.paths[0].path', hint).to.deep.equal('/');
  given.expectField(ingress, 'spec.rules[0].http.paths[0].pathType', hint).to.be.oneOf(['Prefix', 'ImplementationSpecific']);
  given.expectField(ingress, `${pathOfIngress}.name`, hint).to.deep.equal(service.name);
  const servicePorts = service.get<Port[]>('spec.ports') ?? [];
  const ports = servicePorts.map(({ name, port = 0 }) => (name === undefined ? t.wiring.portByNumber(port) : t.wiring.portByName(name, port)));
  given.expectField(ingress, `${pathOfIngress}.port`, hint).to.fit(t.wiring.backendPort(service.id, joinTexts(ports)), (found) => {
    const { name, number } = (found ?? {}) as { name?: string; number?: number };
    return servicePorts.some((each) => (name === undefined ? each.port === number : each.name === name));
  });
}

/** The route that an Ingress is written for, by its own host and backend. */
function routeHint(ingress: Manifest): Text {
  return t.hints.route(ingress.get<string>('spec.rules[0].host') ?? '*.k8s', ingress.get<string>(`${pathOfIngress}.name`) ?? 'koa-sample-ap');
}
