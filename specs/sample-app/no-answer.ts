import type { Blame, Given, Manifest } from '../../harness/lesson/given.ts';
import { misfit, placeOfPort, routesOf, type Route, type Visit } from '../checks/ingress-route.ts';
import { selectsPodsOf } from '../checks/selects.ts';
import { closingPolicy, labelsBehind } from '../network/closing-policy.ts';
import { t } from './texts.ts';

/** What came of a visit: a status, from the app or from the ingress controller by itself. */
export interface Answer {
  status: number;
  fromApp: boolean;
}

/**
 * What keeps a visit from a good response, as the folder says: a rule that does not fit, an annotation that changes what
 * the controller does with the request, or a Service that leads nowhere.
 */
export function blameOfAnswer(given: Given, visit: Visit, { status, fromApp }: Answer): Blame {
  const ingresses = given.manifests.all('Ingress');
  const [route] = routesOf(ingresses, visit);
  if (route === undefined) return blameOfRules(ingresses, visit);
  const { ingress } = route;
  const service = given.manifests.literally('Service', route.service);
  if (!fromApp && status >= 500 && service !== undefined) return blameOfService(given, ingress, service, status);
  // A controller leaves out a route to what is not there, and responds by itself.
  const gap = fromApp ? undefined : missingIn(route, service);
  if (gap !== undefined) return { on: ingress, field: `${route.field}.${gap}`, hint: t.hints.route(visit.host, 'koa-sample-ap') };
  const annotation = suspectOf(ingress, ofRequests);
  if (annotation !== undefined) return { on: ingress, ...annotation };
  // A controller that has a certificate for a host may send its visitors to HTTPS.
  if (status >= 300 && status < 400 && ingress.get('spec.tls') !== undefined) return { on: ingress, field: 'spec.tls', hint: t.hints.redirected };
  return { on: ingress, field: ruleOf(route), hint: t.hints.route(visit.host, route.service) };
}

/**
 * The backend of the rule that a visit goes by, where that Service has none of a workload's pods, else a rule of any host that
 * leads to such a Service: a controller may prefer it to a wildcard. Undefined where there is neither, or nobody can say.
 */
export function blameOfOtherWay(given: Given, visit: Visit, workload: Manifest): Blame | undefined {
  const routes = routesOf(given.manifests.all('Ingress'), visit);
  const leadsElsewhere = ({ service: name }: Route): boolean => {
    const service = given.manifests.literally('Service', name);
    return service !== undefined && !selectsPodsOf(service, workload);
  };
  const [best] = routes;
  if (best !== undefined && leadsElsewhere(best)) return { on: best.ingress, field: `${best.field}.name`, hint: t.hints.otherWay(`${visit.host}${visit.path}`, `Service/${best.service}`, workload.id) };
  const open = routes.find((route) => namesNoHost(route) && leadsElsewhere(route));
  return open === undefined ? undefined : { on: open.ingress, field: `${ruleOf(open)}.host`, hint: t.hints.anyHost(`${visit.host}${visit.path}`, `Service/${open.service}`, workload.id) };
}

/** The path of the rule of a route; of the backend for all that no rule fits, that one. */
function ruleOf({ field }: Route): string {
  return field.replace(/\.http\..*/, '');
}

/** Whether a route is that of a rule, and that is for any host. */
function namesNoHost(route: Route): boolean {
  return ruleOf(route) !== route.field && (route.ingress.get(`${ruleOf(route)}.host`) ?? '') === '';
}

/** What of a route leads nowhere: its Service, or the port there. */
function missingIn({ port }: Route, service: Manifest | undefined): 'name' | 'port' | undefined {
  if (service === undefined) return 'name';
  return placeOfPort(service.get('spec.ports') ?? [], port) < 0 ? 'port' : undefined;
}

/** The field of the rules that keeps a request from all of them. */
export function blameOfRules(ingresses: readonly Manifest[], visit: Visit): Blame {
  const { ingress, field, of } = misfit(ingresses, visit);
  return { on: ingress ?? 'Ingress/koa-sample-web', field, hint: of === 'host' ? t.hints.host(visit.host) : t.hints.path(visit.path) };
}

/** Why the controller gets no response from behind a Service. */
function blameOfService(given: Given, ingress: Manifest, service: Manifest, status: number): Blame {
  const annotation = suspectOf(service, ofServices) ?? suspectOf(ingress, ofServices);
  if (annotation !== undefined) return { on: suspectOf(service, ofServices) === undefined ? ingress : service, ...annotation };
  const closed = status === 504 || status === 502 ? closedToOthers(given, service, status === 504) : undefined;
  if (closed !== undefined) return { ...closed, hint: t.hints.networkPolicy };
  if (status === 503) return { on: service, field: 'spec.selector', hint: t.hints.noEndpoint };
  const ports = service.get<{ name?: string; port?: number }[]>('spec.ports') ?? [];
  const secure = ports.findIndex(({ name = '', port }) => name.startsWith('https') || port === 443);
  if (secure >= 0) return { on: service, field: `spec.ports[${secure}].${ports[secure]?.port === 443 ? 'port' : 'name'}`, hint: t.hints.securePort };
  return { on: service, field: 'spec.ports', hint: t.hints.ports };
}

/** The NetworkPolicy that lets nobody of another namespace in to the pods of a Service, or where nothing answers, not everybody. */
function closedToOthers(given: Given, service: Manifest, silent: boolean): Blame | undefined {
  const doors = (service.get<{ port: number; targetPort?: number | string }[]>('spec.ports') ?? []).map(({ port, targetPort = port }) => targetPort);
  const labels = labelsBehind(given, service);
  for (const door of doors) {
    const names = typeof door === 'string' ? [door] : [];
    const closed = closingPolicy(given.manifests.all('NetworkPolicy'), undefined, { labels, port: typeof door === 'number' ? door : 0, portNames: names }, silent);
    if (closed !== undefined) return closed;
  }
  return undefined;
}

/** Annotations that say nothing about requests: they keep clients on pods. */
const sticky = /\/(service\.sticky\.|affinity|session-cookie)/i;

/** The annotations by which Traefik's own class, and that of nginx, do something with a request before it is sent on. Traefik reads capitals as small letters. */
const ofRequests = /^(traefik\.ingress\.kubernetes\.io\/router\.|nginx\.ingress\.kubernetes\.io\/)/i;
/** And those that say how the pods behind a Service are spoken to. */
const ofServices = /^(traefik\.ingress\.kubernetes\.io\/service\.|nginx\.ingress\.kubernetes\.io\/(backend-protocol|proxy-|upstream-vhost))/i;

/** The first annotation of an object that may be why, and what to do about it. */
function suspectOf(object: Manifest, pattern: RegExp): Pick<Blame, 'field' | 'hint'> | undefined {
  const annotations = Object.entries(object.get<Record<string, string>>('metadata.annotations') ?? {});
  const [name] = annotations.find(([key, value]) => pattern.test(key) && !sticky.test(key) && !isHarmless(key, value)) ?? [];
  if (name === undefined) return undefined;
  const hint = /\/router\.entrypoints$/i.test(name) ? t.hints.entryPoint : /\/router\.middlewares$/i.test(name) ? t.hints.middleware : t.hints.annotation(name);
  return { field: `metadata.annotations['${name}']`, hint };
}

/** An annotation that says what holds without it. */
function isHarmless(name: string, value: string): boolean {
  if (/\/router\.entrypoints$/i.test(name)) return value.split(',').some((each) => each.trim() === 'web');
  return value === 'false' || value === '' || (name.endsWith('backend-protocol') && value.toUpperCase() === 'HTTP') || name.endsWith('/service.passhostheader');
}
