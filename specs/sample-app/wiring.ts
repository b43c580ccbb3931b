import type { Given, Manifest } from '../../harness/lesson/given.ts';
import { joinTexts, verbatim, type Text } from '../../harness/text/language.ts';
import { show } from '../../harness/text/show.ts';
import { misfit, placeOfPort, routesOf, type Route, type Visit } from '../checks/ingress-route.ts';
import { requireTarget } from '../checks/ports.ts';
import { requireSelects, selectsPodsOf } from '../checks/selects.ts';
import { appContainer, isVersion, portOf } from './app-container.ts';
import { blameOfRules } from './no-answer.ts';
import { apiHost } from './requests.ts';
import { requireSettings } from './settings.ts';
import { t } from './texts.ts';

interface Port {
  name?: string;
  port?: number;
}

/** How requests get to the pods of a Deployment; what is left out is named as in lesson 05. */
export interface Wiring {
  deployment?: string;
  /** The Service to which the Ingress must lead; any that selects the pods when absent, and `koa-sample-ap` must be one. */
  service?: string;
  /** The Ingress that leads there; any of the folder when absent. */
  ingress?: string;
  /** The Deployment whose pods these stand beside, behind the same Service. */
  beside?: Manifest;
  /** A host for which it must do so. */
  hosts?: readonly [string, ...string[]];
}

/** A path that the app has. */
const anyPath = '/healthz';

/**
 * Reads whether the objects refer to each other as they must: a wrong reference would only show as an app that never becomes
 * ready, or as a 404, neither of which names the field. Only what surely leads nowhere is refused.
 */
export function requireWired(given: Given, { deployment = 'koa-sample-ap', service, ingress, beside, hosts = [apiHost] }: Wiring = {}): void {
  const app = given.manifest('Deployment', deployment);
  const serves = given.manifest('Service', service ?? 'koa-sample-ap');
  requireSettings(given, app);
  const of = appContainer(app);
  const target = { of, listens: portOf(given, app) };
  requireSelects(given, serves, app, selectorHint(app), beside);
  const ingresses = ingress === undefined ? given.manifests.all('Ingress') : [given.manifest('Ingress', ingress)];
  // Says that there is none, and what there is.
  if (ingresses.length === 0) given.manifest('Ingress', 'koa-sample-web');
  for (const host of hosts) {
    if (host.startsWith('*')) continue;
    const routed = requireRoute(given, ingresses, { host, path: anyPath }, app, service);
    if (routed !== undefined) requireTarget(given, routed.service, routed.port, app, target, t.hints.ports);
  }
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

/** An ingress controller serves the Ingresses of its own class only: the class must be one that the cluster has. */
export async function requireIngressClass(given: Given, ingresses = given.manifests.all('Ingress')): Promise<void> {
  // Requests show it too, though later.
  if (!given.sees('IngressClass')) return;
  for (const ingress of ingresses) {
    const field = classField(ingress);
    const name = ingress.get<string>(field);
    // The cluster's default class is filled in, where it has one.
    if (name === undefined) continue;
    const brought = given.manifests.all('IngressClass').map((each) => each.name);
    const classes = [...new Set([...(await given.list('networking.k8s.io/v1', 'IngressClass')).map(({ metadata }) => metadata?.name ?? ''), ...brought])];
    const known = classes.length === 0 ? t.wiring.noClass : verbatim(classes.join(', '));
    given.expectField(ingress, field, t.hints.ingressClass).to.fit(t.wiring.ingressClass(known), () => classes.includes(name));
  }
}

/** Where the class of an Ingress is written: in its field, else in the annotation from before it. */
export function classField(ingress: Manifest): string {
  const old = `metadata.annotations['kubernetes.io/ingress.class']`;
  return ingress.get('spec.ingressClassName') === undefined && ingress.get(old) !== undefined ? old : 'spec.ingressClassName';
}

/** Reads whether the certificates of Ingresses are in the folder: the controller shows one of its own where there is none. */
export function requireCertificates(given: Given): void {
  for (const ingress of given.manifests.all('Ingress')) {
    for (const [n, { secretName }] of (ingress.get<{ secretName?: string }[]>('spec.tls') ?? []).entries()) {
      if (secretName === undefined) continue;
      const secrets = given.manifests.all('Secret').filter((secret) => ['tls.crt', 'tls.key'].every((key) => secret.get(`data['${key}']`) !== undefined || secret.get(`stringData['${key}']`) !== undefined));
      const names = secrets.map(({ name }) => name);
      given.expectField(ingress, `spec.tls[${n}].secretName`, t.hints.certificate).to.fit(t.wiring.certificate(names.length === 0 ? t.settings.noService : verbatim(names.join(', '))), () => names.includes(secretName));
    }
  }
}

/** The Service to which a visit is led, and the index of the port; undefined where only the cluster knows where it leads. */
function requireRoute(given: Given, ingresses: readonly Manifest[], visit: Visit, app: Manifest, service: string | undefined): { service: Manifest; port: number } | undefined {
  const routes = routesOf(ingresses, visit);
  const [first] = routes;
  if (first === undefined) return noRule(given, ingresses, visit);
  const leads = (route: Route): boolean => {
    const to = given.manifests.literally('Service', route.service);
    return to !== undefined && (service === undefined ? to.get('spec.selector') === undefined || selectsPodsOf(to, app) : route.service === service);
  };
  // Which of two rules for a host a controller prefers, its response will tell.
  const route = routes.find(leads);
  const { ingress, field } = route ?? first;
  if (route === undefined) {
    const names = service === undefined ? given.manifests.all('Service').filter((each) => selectsPodsOf(each, app)).map(({ name }) => name) : [service];
    return given.fail({ on: ingress, field: `${field}.name`, hint: t.hints.route(visit.host, names[0] ?? app.name), expected: t.wiring.backend(names.join(', '), app.id), observed: verbatim(show(first.service)) });
  }
  const serves = given.manifest('Service', route.service);
  if (serves.get('spec.selector') === undefined) return undefined;
  const ports = serves.get<Port[]>('spec.ports') ?? [];
  const index = placeOfPort(ports, route.port);
  if (index >= 0) return { service: serves, port: index };
  const there = ports.map((each) => (each.name === undefined ? t.wiring.portByNumber(each.port ?? 0) : t.wiring.portByName(each.name, each.port ?? 0)));
  return given.fail({ on: ingress, field: `${field}.port`, hint: t.hints.route(visit.host, serves.name), expected: t.wiring.backendPort(serves.id, joinTexts(there)), observed: verbatim(show(route.port)) });
}

function noRule(given: Given, ingresses: readonly Manifest[], visit: Visit): never {
  const { ingress, field, of } = misfit(ingresses, visit);
  const expected = of === 'host' ? t.wiring.host(visit.host, show('*.k8s')) : t.wiring.path(visit.path);
  return given.fail({ ...blameOfRules(ingresses, visit), expected, observed: verbatim(show(ingress?.get(field))) });
}
