import { podSpecOf } from '../client/pod-spec.ts';
import { isMap, mapsIn } from '../values/field-path.ts';
import { mapSelects } from '../values/label-selector.ts';
import { eachMap } from './canonical.ts';
import { containersOf, podLabelsOf } from './pod-parts.ts';

type Fields = Record<string, unknown>;

/** A port that is called by its name. */
interface NamedPort {
  name: string;
  /** Undefined: nobody has that name. */
  byNumber: (() => void) | undefined;
}

/**
 * Writes numbers in place of the names of ports, in probes, Services and Ingresses. A name that leads nowhere leaves all as they are: then
 * the names themselves matter.
 *
 * @returns whether that was done
 */
export function numberPorts(...sides: readonly (readonly Fields[])[]): boolean {
  const named = sides.flatMap(namedPorts);
  const isKnown = named.every(({ byNumber }) => byNumber !== undefined);
  if (isKnown) for (const { byNumber } of named) byNumber?.();
  return isKnown;
}

/** The ports that are called by their names, in the order of the objects. */
export function namedPorts(objects: readonly Fields[]): NamedPort[] {
  return objects.flatMap((object) => [...probePorts(object), ...targetPorts(object, objects), ...backendPorts(object, objects)]);
}

function probePorts(object: Fields): NamedPort[] {
  const pod = podSpecOf(object);
  if (pod === undefined) return [];
  return containersOf(pod).flatMap((container) => {
    const found: NamedPort[] = [];
    eachMap([container['startupProbe'], container['readinessProbe'], container['livenessProbe'], container['lifecycle']], (map) => {
      if (isName(map['port'])) found.push(setting(map, 'port', mapsIn(container['ports']).find(({ name }) => name === map['port'])?.['containerPort']));
    });
    return found;
  });
}

function targetPorts(object: Fields, objects: readonly Fields[]): NamedPort[] {
  const spec = object['kind'] === 'Service' && isMap(object['spec']) ? object['spec'] : {};
  const pods = objects.filter((each) => mapSelects(spec['selector'], podLabelsOf(each))).map(podSpecOf).filter((pod) => pod !== undefined);
  return mapsIn(spec['ports']).filter(({ targetPort }) => isName(targetPort)).map((port) => {
    const numbers = pods.flatMap(containersOf).flatMap((container) => mapsIn(container['ports'])).filter(({ name }) => name === port['targetPort']).map(({ containerPort }) => containerPort);
    return setting(port, 'targetPort', new Set(numbers).size === 1 ? numbers[0] : undefined);
  });
}

function backendPorts(object: Fields, objects: readonly Fields[]): NamedPort[] {
  const found: NamedPort[] = [];
  if (object['kind'] !== 'Ingress') return found;
  eachMap(object['spec'], ({ service }) => {
    if (!isMap(service) || !isMap(service['port']) || !isName(service['port']['name'])) return;
    const { port, name } = service;
    const target = objects.find((each) => each['kind'] === 'Service' && isMap(each['metadata']) && each['metadata']['name'] === name);
    const number = mapsIn(isMap(target?.['spec']) ? target['spec']['ports'] : []).find((each) => each['name'] === port['name'])?.['port'];
    found.push({ name: String(port['name']), byNumber: number === undefined ? undefined : () => { service['port'] = { number }; } });
  });
  return found;
}

function setting(map: Fields, key: string, value: unknown): NamedPort {
  return { name: String(map[key]), byNumber: value === undefined ? undefined : () => { map[key] = value; } };
}

function isName(port: unknown): port is string {
  return typeof port === 'string' && !/^\d+$/.test(port);
}
