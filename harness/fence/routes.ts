import { mapsIn } from '../values/field-path.ts';
import { show } from '../text/show.ts';
import { texts } from '../text/texts.ts';
import { fieldsOf, says, type Fields, type Offence } from './offence.ts';

const t = texts.fence;

/** The prefix of annotations whose values ingress-nginx writes into nginx's configuration. */
const ofNginx = /^nginx\.ingress\.kubernetes\.io\//;

/** What a value may have of that configuration's own signs: how often a regular expression repeats, and attributes of a cookie. */
const harmless = /\{\d+(?:,\d*)?\}|;\s*(?:HttpOnly|Secure|SameSite=\w+|Path=[\w/]*)\b/gi;

/** Signs by which a directive or a block of nginx ends, or a text in a rule of Traefik, so that what follows may be about anybody's requests. */
const ends = /[;{}\n\r`]/;

/** The name of a matcher and nothing behind it: Traefik puts it before the path in its rule. */
const matcher = /^\w*$/;

/**
 * What in an Ingress leads out of its namespace: a path or a value that an ingress controller could take for configuration
 * of its own, which holds for everybody, and a backend that is no Service.
 */
export function beyondRoutes(object: Fields): Offence[] {
  const spec = fieldsOf(object['spec']);
  const annotations = Object.entries(fieldsOf(fieldsOf(object['metadata'])['annotations']));
  return [
    ...annotations.flatMap(([name, value]) => ((ofNginx.test(name) && isConfiguration(value)) || (/\/router\.pathmatcher$/i.test(name) && !matcher.test(String(value))) ? [configuration(`metadata.annotations['${name}']`, value)] : [])),
    ...ofBackend(spec['defaultBackend'], 'spec.defaultBackend'),
    ...mapsIn(spec['rules']).flatMap((rule, n) => mapsIn(fieldsOf(rule['http'])['paths']).flatMap(({ path, backend }, m) => {
      const at = `spec.rules[${n}].http.paths[${m}]`;
      return [...(isConfiguration(path) ? [configuration(`${at}.path`, path)] : []), ...ofBackend(backend, `${at}.backend`)];
    })),
  ];
}

function isConfiguration(value: unknown): boolean {
  return typeof value === 'string' && ends.test(value.replaceAll(harmless, ''));
}

function configuration(field: string, value: unknown): Offence {
  return { field, allowance: 'network', observed: t.configuration(show(value)) };
}

function ofBackend(backend: unknown, path: string): Offence[] {
  const { resource } = fieldsOf(backend);
  return says(resource) ? [{ field: `${path}.resource`, allowance: 'kinds', observed: t.resourceBackend(show(fieldsOf(resource)['kind'])) }] : [];
}
