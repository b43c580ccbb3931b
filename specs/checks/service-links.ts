import type { Given, Manifest } from '../../harness/lesson/given.ts';
import { podSpecOf } from './containers.ts';

/**
 * The Service for which the kubelet sets a variable to an address: with a Service `db`, each container gets a `DB_PORT` such as
 * `tcp://10.96.0.1:3306`, unless it has one of its own. Undefined where no Service does so.
 */
export function serviceLinkOf(given: Given, workload: Manifest, name: string): Manifest | undefined {
  if (workload.get(`${podSpecOf(workload)}.enableServiceLinks`) === false) return undefined;
  return given.manifests.all('Service').find((service) => service.get('spec.clusterIP') !== 'None' && `${variableName(service.name)}_PORT` === name);
}

/** The kubelet's rule: capitals, and `_` for `-`. */
function variableName(service: string): string {
  return service.toUpperCase().replaceAll('-', '_');
}
