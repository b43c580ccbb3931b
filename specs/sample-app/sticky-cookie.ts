import type { Blame, Given, Manifest } from '../../harness/lesson/given.ts';
import { routesOf } from '../checks/ingress-route.ts';
import { apiHost } from './requests.ts';
import { t } from './texts.ts';
import { classField } from './wiring.ts';

/** Annotations of a Service, which Traefik's own class reads. */
const ofService = 'traefik.ingress.kubernetes.io/service.sticky.cookie';
/** With this one Traefik sends everything to the address of the Service (Traefik documentation, "Kubernetes Ingress"). */
const nativeLb = 'traefik.ingress.kubernetes.io/service.nativelb';
/** Annotations of an Ingress, which the class of ingress-nginx reads. */
const ofIngress = 'nginx.ingress.kubernetes.io/';

/** The controller of the class that reads them, as its IngressClass says. */
const nginx = 'k8s.io/ingress-nginx';

/** How a client is kept on a pod, and where that is written. */
export interface Stickiness {
  /** What is at fault when the ingress controller sets no cookie, or clients do not stay. */
  cookie: Blame;
  /** Where it is said that scripts may not read the cookie. */
  httpOnly: Blame;
  /** What leaves the choice of a pod to the Service, where something does: then there is none to keep a client on. */
  unbalanced?: Blame;
}

/**
 * Where the folder says, or should say, that clients are kept by a cookie: which annotations count depends on the class of the
 * Ingress. Those of another class, at another object or with another value are named.
 */
export async function stickinessOf(given: Given, host = apiHost): Promise<Stickiness> {
  const [route] = routesOf(given.manifests.all('Ingress'), { host, path: '/healthz' });
  const ingress = route?.ingress ?? given.manifest('Ingress', 'koa-sample-web');
  const service = given.manifest('Service', given.manifests.find('Service', route?.service ?? '') === undefined ? 'koa-sample-ap' : (route?.service ?? ''));
  return (await isOfNginx(given, ingress)) ? byIngress(ingress, service) : byService(ingress, service);
}

function byService(ingress: Manifest, service: Manifest): Stickiness {
  const hint = t.hints.stickyService;
  const written = service.get(field(ofService));
  const unbalanced = String(service.get(field(nativeLb))) === 'true' ? { on: service, field: field(nativeLb), hint: t.hints.nativeLb } : undefined;
  const cookie = unbalanced ?? (written === undefined
    ? misplaced(ingress) ?? { on: service, field: 'metadata.annotations', hint }
    : { on: service, field: field(limiting(service) ?? ofService), hint });
  return { ...(unbalanced === undefined ? {} : { unbalanced }), cookie, httpOnly: { on: service, field: field(`${ofService}.httponly`), hint } };
}

function byIngress(ingress: Manifest, service: Manifest): Stickiness {
  const hint = t.hints.stickyIngress;
  const affinity = `${ofIngress}affinity`;
  // What Traefik's own class would read says that the class is the mistake.
  const other = service.get(field(ofService)) === undefined ? undefined : { on: ingress, field: classField(ingress), hint: t.hints.stickyClass };
  const cookie = ingress.get(field(affinity)) === undefined ? (other ?? { on: ingress, field: 'metadata.annotations', hint }) : { on: ingress, field: field(limiting(ingress) ?? affinity), hint };
  return { cookie, httpOnly: { on: ingress, field: 'metadata.annotations', hint } };
}

/** Annotations for stickiness at the Ingress, where its class does not read them. */
function misplaced(ingress: Manifest): Blame | undefined {
  if (ingress.get(field(ofService)) !== undefined) return { on: ingress, field: field(ofService), hint: t.hints.stickyService };
  const ofNginx = field(`${ofIngress}affinity`);
  return ingress.get(ofNginx) === undefined ? undefined : { on: ingress, field: ofNginx, hint: t.hints.stickyForNginx };
}

/** The annotation by which browsers send the cookie for some requests only: over HTTPS, or for a path. */
function limiting(object: Manifest): string | undefined {
  const annotations = Object.entries(object.get<Record<string, string>>('metadata.annotations') ?? {});
  const found = annotations.find(([name, value]) =>
    (/\.sticky\.cookie\.secure$|\/session-cookie-secure$/.test(name) && value === 'true')
    || (/\.sticky\.cookie\.path$|\/session-cookie-path$/.test(name) && value !== '/')
    || /\.sticky\.cookie\.(maxage|domain)$|\/session-cookie-(max-age|expires|domain)$/.test(name));
  return found?.[0];
}

async function isOfNginx(given: Given, ingress: Manifest): Promise<boolean> {
  const name = ingress.get<string>(classField(ingress));
  // Only its name tells then.
  if (!given.sees('IngressClass')) return /nginx/.test(name ?? '');
  const classes = await given.list<{ metadata?: { name?: string }; spec?: { controller?: string } }>('networking.k8s.io/v1', 'IngressClass');
  return classes.find(({ metadata }) => metadata?.name === name)?.spec?.controller === nginx;
}

const field = (annotation: string): string => `metadata.annotations['${annotation}']`;
