import type { Given, Manifest } from '../../harness/lesson/given.ts';
import { joinTexts, verbatim, type Text } from '../../harness/text/language.ts';
import { isMap } from '../../harness/values/field-path.ts';
import { envValue } from '../checks/env.ts';
import { placeOfPort } from '../checks/ingress-route.ts';
import { requireServicePort } from '../checks/ports.ts';
import { selectsPodsOf } from '../checks/selects.ts';
import { appContainer, appPort } from './app-container.ts';
import { apiHost } from './requests.ts';
import { t as sampleApp } from './texts.ts';
import { catalogue } from '../../harness/text/catalogue.ts';
import { en } from './canary-weights.en.ts';
import { ja } from './canary-weights.ja.ts';

export const t = catalogue(en, ja);

/** The annotations of ingress-nginx that make an Ingress the canary of another one with its host and path. */
const prefix = 'nginx.ingress.kubernetes.io/canary';
/** Who reads them. */
export const weighingController = 'k8s.io/ingress-nginx';

/** A weight of some percent that a larger total makes a smaller share than this is a slip. */
const leastShare = 0.05;

interface Backend {
  service?: { name?: string; port?: { name?: string; number?: number } };
}

interface Rule {
  host?: string;
  http?: { paths?: { path?: string; backend?: Backend }[] };
}

/** A canary that gets its requests by a weight at the ingress controller. */
export interface WeightedRoute {
  /** The Ingress with the annotations, and the other one of its host. */
  canary: Manifest;
  main: Manifest;
  /** A host that both have: as both write it, and as requests name it. */
  written: string | undefined;
  host: string;
  /** The part of the requests that the annotations give to the canary, from 0 to 1: of those requests for which no header decides. */
  share: number;
  /** A header that leads a request to the canary. */
  header?: { name: string; value: string };
  /** The annotation that says so. */
  field: string;
}

/** Whether an Ingress takes a part of another one's requests. */
export function isCanaryIngress(manifest: Manifest): boolean {
  return manifest.kind === 'Ingress' && Object.keys(annotationsOf(manifest)).some((name) => name.startsWith(prefix));
}

/** The same, of requests to the host that lessons ask for: such an Ingress would change the shares of what is asked there. */
export function weighsApi(manifest: Manifest): boolean {
  return isCanaryIngress(manifest) && rulesOf(manifest).some(({ host }) => host === undefined || host === apiHost || host === `*${apiHost.slice(apiHost.indexOf('.'))}`);
}

/** The name of the Ingress that leads to a Service of both versions, whatever it is called; `usual` where none does. */
export function sharedIngress(given: Given, service: string, usual: string): string {
  const leads = ({ http }: Rule): boolean => http?.paths?.some(({ backend }) => backend?.service?.name === service) === true;
  return given.manifests.all('Ingress').find((each) => !isCanaryIngress(each) && rulesOf(each).some(leads))?.name ?? usual;
}

/**
 * Finds the weighted route of a folder, whatever its objects are called: the Ingress with the annotations of a canary, and
 * the other one of its host. Throws LessonFailure that names what is missing.
 */
export function weightedRoute(given: Given, usual: string): WeightedRoute {
  const ingresses = given.manifests.all('Ingress');
  const canary = ingresses.find(isCanaryIngress) ?? given.manifests.find('Ingress', usual)
    ?? given.fail({ on: `Ingress/${usual}`, hint: t.hints.annotations, expected: t.annotated(prefix), observed: listed(ingresses) });
  given.expectField(canary, annotation(''), t.hints.annotations).to.deep.equal('true');
  const header = headerOf(canary);
  const { share, field } = requireShareOf(given, canary);
  const others = ingresses.filter((each) => each !== canary && !isCanaryIngress(each));
  const withHost = (host: string | undefined) => others.find((each) => ruleFor(each, host) !== undefined);
  const first = rulesOf(canary).findIndex(leadsAnywhere);
  if (first < 0) requirePaths(given, canary, rulesOf(canary).length === 0 ? 'spec.rules' : 'spec.rules[0].http');
  const written = (rulesOf(canary).find((rule) => leadsAnywhere(rule) && withHost(rule.host) !== undefined) ?? rulesOf(canary)[first])?.host;
  const main = withHost(written) ?? failHost(given, { canary, first, written, others });
  return { canary, main, written, host: (written ?? apiHost).replace(/^\*/, 'api'), share, field, ...(header === undefined ? {} : { header }) };
}

/** Tells why no other Ingress has the host of a canary: its rule leads nowhere, or has another host. */
function failHost(given: Given, { canary, first, written, others }: { canary: Manifest; first: number; written: string | undefined; others: readonly Manifest[] }): never {
  for (const other of others) {
    const empty = rulesOf(other).findIndex((rule) => rule.host === written);
    if (empty >= 0) requirePaths(given, other, `spec.rules[${empty}].http`);
  }
  return given.fail({ on: canary, field: `spec.rules[${first}].host`, hint: t.hints.sameHost, expected: t.hostOf(hostsOf(others)), observed: verbatim(written ?? '') });
}

/** Reads whether a rule of an Ingress leads anywhere. */
function requirePaths(given: Given, ingress: Manifest, field: string): void {
  given.expectField(ingress, field, t.hints.sameHost).to.fit(t.rule, isMap);
}

/** The header that leads a request to the canary, and its value. */
function headerOf(canary: Manifest): WeightedRoute['header'] {
  const annotations = annotationsOf(canary);
  const name = annotations[`${prefix}-by-header`];
  return name === undefined ? undefined : { name, value: annotations[`${prefix}-by-header-value`] ?? 'always' };
}

/**
 * Reads the part of the requests that the annotations give to a canary. `canary-weight` is of a hundred unless
 * `canary-weight-total` says of how many.
 */
function requireShareOf(given: Given, canary: Manifest): { share: number; field: string } {
  const annotations = annotationsOf(canary);
  const field = annotation('-weight');
  const weight = Number(annotations[`${prefix}-weight`]);
  const total = Number(annotations[`${prefix}-weight-total`] ?? 100);
  given.expectField(canary, field, t.hints.annotations).to.fit(t.between, () => Number.isInteger(weight) && weight > 0 && weight < total);
  // Somebody who means a percentage has forgotten the total.
  if (total > 100 && weight <= 100 && weight / total < leastShare) {
    given.fail({ on: canary, field: annotation('-weight-total'), hint: t.hints.total, expected: t.ofHundred(weight), observed: t.ofTotal(weight, total, (100 * weight) / total) });
  }
  return { share: weight / total, field };
}

/** Reads whether both Ingresses have a class whose controller reads the annotations; `classes`: those of the cluster that do. */
export function requireWeighingClass(given: Given, { canary, main }: WeightedRoute, classes: readonly string[]): void {
  for (const ingress of [main, canary]) {
    const old = ingress.get<string>("metadata.annotations['kubernetes.io/ingress.class']");
    const field = ingress.get('spec.ingressClassName') === undefined && old !== undefined ? "metadata.annotations['kubernetes.io/ingress.class']" : 'spec.ingressClassName';
    given.expectField(ingress, field, t.hints.weighingClass(classes.join(', '))).to.fit(t.aClass(classes.join(', ')), (name) => classes.includes(String(name)));
  }
}

/**
 * Reads whether each Ingress leads to the pods of its own version alone: what else it leads to would get more or fewer requests
 * than the weight says.
 */
export function requireApart(given: Given, { canary, main, written }: WeightedRoute, { stable, other }: { stable: Manifest; other: Manifest }): { stable: Manifest; canary: Manifest } {
  return { stable: requireLeadsTo(given, main, written, stable, other), canary: requireLeadsTo(given, canary, written, other, stable) };
}

function requireLeadsTo(given: Given, ingress: Manifest, host: string | undefined, wanted: Manifest, unwanted: Manifest): Manifest {
  const index = ruleFor(ingress, host) ?? 0;
  const paths = rulesOf(ingress)[index]?.http?.paths ?? [];
  const ofAll = Math.max(0, paths.findIndex(({ path }) => isAboveAll(path)));
  const at = `spec.rules[${index}].http.paths[${ofAll}]`;
  const path = `${at}.backend.service`;
  const { name = '', port = {} } = ingress.get<NonNullable<Backend['service']>>(path) ?? {};
  const hint = t.hints.leadsTo(wanted.id, name);
  given.expectField(ingress, `${at}.path`, hint).to.fit(verbatim('/'), isAboveAll);
  const services = given.manifests.all('Service').filter((each) => selectsPodsOf(each, wanted) && !selectsPodsOf(each, unwanted));
  const service = given.manifests.literally('Service', name);
  given.expectField(ingress, `${path}.name`, hint).to.fit(services.length === 0 ? t.serviceOf(wanted.id, unwanted.id) : verbatim(services.map((each) => each.name).join(', ')), () => service !== undefined && (services.includes(service) || services.length === 0));
  if (service === undefined) throw new Error('unreachable: an Ingress whose Service is not there has failed');
  given.expectField(service, 'spec.selector', hint).to.fit(t.podsOf(wanted.id, unwanted.id), () => services.includes(service));
  const ports = service.get<{ name?: string; port?: number }[]>('spec.ports') ?? [];
  const known = joinTexts(ports.map((each) => verbatim([each.name, each.port].filter((part) => part !== undefined).join(' '))));
  const found = ports[placeOfPort(ports, port)];
  given.expectField(ingress, `${path}.port`, hint).to.fit(t.portOf(service.id, known), () => found !== undefined);
  const of = appContainer(wanted);
  requireServicePort(given, service, wanted, { port: found?.port ?? appPort, listens: Number(envValue(given, wanted, 'PORT', of) ?? appPort), of }, sampleApp.hints.ports);
  return service;
}

/** Requests of the lesson are for several paths: a rule must be for one above all of them. Regular expressions show when they are sent. */
function isAboveAll(path: unknown): boolean {
  return path === undefined || path === '/' || (typeof path === 'string' && /[(|*?\\[]/.test(path));
}

function annotation(suffix: string): string {
  return `metadata.annotations['${prefix}${suffix}']`;
}

function annotationsOf(manifest: Manifest): Record<string, string> {
  return manifest.get<Record<string, string>>('metadata.annotations') ?? {};
}

function rulesOf(ingress: Manifest): Rule[] {
  return ingress.get<Rule[]>('spec.rules') ?? [];
}

function leadsAnywhere({ http }: Rule): boolean {
  return http !== undefined;
}

/** The index of the rule for a host that leads anywhere; undefined where there is none. */
function ruleFor(ingress: Manifest, host: string | undefined): number | undefined {
  const index = rulesOf(ingress).findIndex((rule) => leadsAnywhere(rule) && rule.host === host);
  return index < 0 ? undefined : index;
}

function hostsOf(ingresses: readonly Manifest[]): Text {
  return verbatim(ingresses.flatMap(rulesOf).map(({ host = '' }) => host).join(', '));
}

function listed(ingresses: readonly Manifest[]): Text {
  return verbatim(ingresses.map(({ name }) => name).join(', '));
}
