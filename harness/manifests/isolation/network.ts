import { isMap, mapsIn } from '../../values/field-path.ts';
import type { Isolation } from './isolation.ts';
import { follow, hostName } from './names.ts';
import { isolateServiceNames } from './service-names.ts';
import { isolateNamespaceSelector } from './selectors.ts';

type Fields = Record<string, unknown>;

/** Domains that nobody owns (RFC 6761): where a lesson names no hosts, a rule without one answers for these. */
const reservedHosts = ['*.example', '*.test'];

/** A fixed node port belongs to one Service of a whole cluster: the API server picks a free one instead. */
export function freePorts(spec: Fields): void {
  delete spec['healthCheckNodePort'];
  for (const port of mapsIn(spec['ports'])) delete port['nodePort'];
}

/** An ExternalName of a Service of the lesson leads to ours: in the namespace that it names there may be one of somebody else's. */
export function isolateExternalName(spec: Fields, isolation: Isolation): void {
  if (typeof spec['externalName'] === 'string') spec['externalName'] = isolateServiceNames(spec['externalName'], isolation);
}

/**
 * Hosts become this run's own. A rule without a host, and a default backend, would answer for every run's: they answer for
 * this lesson's hosts instead.
 */
export function isolateIngress(spec: Fields, isolation: Isolation): void {
  follow(spec, 'ingressClassName', 'IngressClass', isolation);
  if (isMap(spec['defaultBackend'])) ruleForTheRest(spec, isolation);
  if (Array.isArray(spec['rules'])) {
    spec['rules'] = (spec['rules'] as unknown[]).flatMap((rule) => {
      if (!isMap(rule)) return [rule];
      const hosts = typeof rule['host'] === 'string' && rule['host'] !== '' ? [rule['host']] : (isolation.hosts ?? reservedHosts);
      return hosts.map((host) => ({ ...rule, host: hostName(host, isolation) }));
    });
  }
  for (const tls of mapsIn(spec['tls'])) {
    if (Array.isArray(tls['hosts'])) tls['hosts'] = (tls['hosts'] as unknown[]).map((host) => (typeof host === 'string' ? hostName(host, isolation) : host));
  }
}

/** Makes a default backend a rule: for the hosts of this lesson that have none for all paths. */
function ruleForTheRest(spec: Fields, isolation: Isolation): void {
  const rules = mapsIn(spec['rules']);
  const whole = rules.filter(({ http }) => isMap(http) && mapsIn(http['paths']).some(({ path = '/', pathType }) => path === '/' && pathType !== 'Exact'));
  const hosts = (isolation.hosts ?? reservedHosts).filter((host) => !whole.some((rule) => (rule['host'] ?? '') === '' || rule['host'] === host));
  const http = { paths: [{ path: '/', pathType: 'Prefix', backend: spec['defaultBackend'] }] };
  spec['rules'] = [...rules, ...hosts.map((host) => ({ host, http }))];
  delete spec['defaultBackend'];
}

/**
 * An IngressClass has a name of its own, and is served all the same: which controller serves it is said by
 * `spec.controller`, not by its name.
 */
export function isolateIngressClass(spec: Fields, isolation: Isolation): void {
  const parameters = spec['parameters'];
  if (isMap(parameters) && parameters['namespace'] !== undefined) parameters['namespace'] = isolation.namespace;
}

/** A NetworkPolicy holds for the pods of its own namespace only: nothing but whom it names must follow. */
export function isolateNetworkPolicy(spec: Fields, isolation: Isolation): void {
  const peers = [...mapsIn(spec['ingress']).map((rule) => rule['from']), ...mapsIn(spec['egress']).map((rule) => rule['to'])].flatMap(mapsIn);
  for (const peer of peers) isolateNamespaceSelector(peer['namespaceSelector'], isolation);
}
