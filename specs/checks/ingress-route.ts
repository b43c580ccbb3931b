import type { Manifest } from '../../harness/lesson/given.ts';

/** A request from outside. */
export interface Visit {
  host: string;
  path: string;
}

interface Backend {
  service?: { name?: string; port?: { name?: string; number?: number } };
}

interface HttpPath {
  path?: string;
  pathType?: string;
  backend?: Backend;
}

interface Rule {
  host?: string;
  http?: { paths?: HttpPath[] };
}

interface ServicePort {
  name?: string;
  port?: number;
}

/** Where an Ingress sends a request, and the path of the field that says so. */
export interface Route {
  ingress: Manifest;
  /** Path of the backend's `service`. */
  field: string;
  service: string;
  port: { name?: string; number?: number };
}

/** A path of a rule, or the backend of an Ingress for all that no rule fits, and how much it fits a request. */
interface Candidate extends Route {
  /** 2: that very host; 1: a wildcard; 0: any host; undefined: another host. */
  host: number | undefined;
  fitsPath: boolean;
  /** Length of the path; an exact one counts more than a prefix of the same length. */
  weight: number;
  /** Path of the rule, and of the element of its `paths`. */
  rule: string;
  at: string;
  written: HttpPath;
}

/** The routes that a request may take, the most specific one first, as the API says: the host decides, then the length of the path. */
export function routesOf(ingresses: readonly Manifest[], visit: Visit): Route[] {
  return candidates(ingresses, visit)
    .filter(({ host, fitsPath }) => host !== undefined && fitsPath)
    .sort((a, b) => (b.host ?? 0) - (a.host ?? 0) || b.weight - a.weight);
}

/** Where among these ports of a Service the one stands that a backend names, by its name or its number; -1 where it has none such. */
export function placeOfPort(ports: readonly ServicePort[], { name, number }: Route['port']): number {
  return ports.findIndex((each) => (name === undefined ? each.port === number : each.name === name));
}

/** The field that keeps a request from every rule: a path where the host fits, else a host. */
export function misfit(ingresses: readonly Manifest[], visit: Visit): { ingress: Manifest | undefined; field: string; of: 'host' | 'path' } {
  const all = candidates(ingresses, visit);
  const sameHost = all.find(({ host }) => host !== undefined);
  if (sameHost !== undefined) {
    const { ingress, at, written } = sameHost;
    const prefix = { ...written, pathType: 'Prefix' };
    return { ingress, field: pathFits(prefix, visit.path, ingress) ? `${at}.pathType` : `${at}.path`, of: 'path' };
  }
  const [first] = all;
  if (first !== undefined) return { ingress: first.ingress, field: `${first.rule}.host`, of: 'host' };
  // A rule without paths leads nowhere, whatever its host.
  const empty = ingresses.find((ingress) => ingress.get('spec.rules[0]') !== undefined);
  return { ingress: empty ?? ingresses[0], field: empty === undefined ? 'spec.rules' : 'spec.rules[0].http.paths', of: 'path' };
}

function candidates(ingresses: readonly Manifest[], visit: Visit): Candidate[] {
  return ingresses.flatMap((ingress) => {
    const rules = (ingress.get<Rule[]>('spec.rules') ?? []).flatMap(({ host = '', http }, n) =>
      (http?.paths ?? []).map((written, m): Candidate => {
        const rule = `spec.rules[${n}]`;
        const at = `${rule}.http.paths[${m}]`;
        const weight = (written.path ?? '/').length + (written.pathType === 'Exact' ? 0.5 : 0);
        return { ingress, ...leadsTo(written.backend), field: `${at}.backend.service`, host: hostFits(host, visit.host), fitsPath: pathFits(written, visit.path, ingress), weight, rule, at, written };
      }));
    const backend = ingress.get<Backend>('spec.defaultBackend');
    if (backend === undefined) return rules;
    return [...rules, { ingress, ...leadsTo(backend), field: 'spec.defaultBackend.service', host: 0, fitsPath: true, weight: 0, rule: 'spec', at: 'spec', written: {} }];
  });
}

function leadsTo(backend: Backend | undefined): Pick<Route, 'service' | 'port'> {
  return { service: backend?.service?.name ?? '', port: backend?.service?.port ?? {} };
}

/** `*.k8s` stands for exactly one label before `.k8s`. */
function hostFits(host: string, asked: string): number | undefined {
  if (host === '') return 0;
  if (host.toLowerCase() === asked) return 2;
  return host.startsWith('*.') && asked.slice(asked.indexOf('.')) === host.slice(1).toLowerCase() ? 1 : undefined;
}

/** Annotations by which a controller takes paths as regular expressions, or in another way of its own. */
const ownMatching = ['nginx.ingress.kubernetes.io/use-regex', 'nginx.ingress.kubernetes.io/rewrite-target', 'traefik.ingress.kubernetes.io/router.pathmatcher'];

function pathFits({ path = '/', pathType }: HttpPath, asked: string, ingress: Manifest): boolean {
  if (pathType === 'Exact') return path === asked;
  if (pathType === 'Prefix') return path === '/' || asked === path || asked.startsWith(`${path.replace(/\/$/, '')}/`);
  // What only the controller knows may fit: its response will tell.
  const annotations = ingress.get<Record<string, string>>('metadata.annotations') ?? {};
  return asked.startsWith(path) || ownMatching.some((name) => name in annotations);
}
