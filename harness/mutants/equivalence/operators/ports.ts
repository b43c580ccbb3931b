import type { EquivalenceOperator, Offer } from '../operator.ts';
import { containersIn, podsIn, portsOf, selectedBy, type PodPlace } from '../pods.ts';
import { listAt, mapAt, ofKind, type Fields, type WrittenFolder } from '../written-folder.ts';

export const targetPortByNumber: EquivalenceOperator = {
  name: 'target-port-by-number', category: 'ports', says: 'A name of a port stands for its number.',
  offers: (folder) => servicePorts(folder).flatMap(({ name, service, port, field }) => {
    const numbers = new Set(selectedBy(service, folder).map((pod) => portsOf(pod).find((each) => each['name'] === port['targetPort'])?.['containerPort']));
    const [number] = numbers;
    // Where pods give the name to several numbers, no number says the same.
    if (typeof port['targetPort'] !== 'string' || numbers.size !== 1 || number === undefined) return [];
    return [{ object: name, field: `${field}.targetPort`, make: () => { port['targetPort'] = number; } }];
  }),
};

export const targetPortByName: EquivalenceOperator = {
  name: 'target-port-by-name', category: 'ports', says: 'A number of a port that has a name may be said by it.',
  offers: (folder) => servicePorts(folder).flatMap(({ name, service, port, field }) => {
    const names = new Set(selectedBy(service, folder).map((pod) => portsOf(pod).find((each) => each['containerPort'] === (port['targetPort'] ?? port['port']))?.['name']));
    const [found] = names;
    if (typeof port['targetPort'] === 'string' || names.size !== 1 || found === undefined) return [];
    return [{ object: name, field: `${field}.targetPort`, make: () => { port['targetPort'] = found; } }];
  }),
};

export const probePortByNumber: EquivalenceOperator = {
  name: 'probe-port-by-number', category: 'ports', says: 'A probe finds a port by its number as well as by its name.',
  offers: (folder) => probePorts(folder).flatMap(({ name, handler, field, ports }) => {
    const number = ports.find((each) => each['name'] === handler['port'])?.['containerPort'];
    return number === undefined ? [] : [{ object: name, field, make: () => { handler['port'] = number; } }];
  }),
};

export const probePortByName: EquivalenceOperator = {
  name: 'probe-port-by-name', category: 'ports', says: 'A probe finds a port by its name as well as by its number.',
  offers: (folder) => probePorts(folder).flatMap(({ name, handler, field, ports }) => {
    const found = ports.find((each) => each['containerPort'] === handler['port'])?.['name'];
    return found === undefined ? [] : [{ object: name, field, make: () => { handler['port'] = found; } }];
  }),
};

export const backendByNumber: EquivalenceOperator = {
  name: 'backend-by-number', category: 'ports', says: 'An Ingress finds the port of a Service by its number as well as by its name.',
  offers: (folder) => backends(folder).flatMap(({ name, backend, field, ports }) => {
    const number = ports.find((each) => each['name'] === mapAt(backend, 'port')?.['name'])?.['port'];
    return number === undefined ? [] : [{ object: name, field, make: () => { backend['port'] = { number }; } }];
  }),
};

export const backendByName: EquivalenceOperator = {
  name: 'backend-by-name', category: 'ports', says: 'An Ingress finds the port of a Service by its name as well as by its number.',
  offers: (folder) => backends(folder).flatMap(({ name, backend, field, ports }) => {
    const found = ports.find((each) => each['port'] === mapAt(backend, 'port')?.['number'])?.['name'];
    return found === undefined ? [] : [{ object: name, field, make: () => { backend['port'] = { name: found }; } }];
  }),
};

/** What ports are called that get another name; a name has 15 letters at most. */
const otherName = 'port-x';

export const portRenamed: EquivalenceOperator = {
  name: 'port-renamed', category: 'names', says: 'A port of a container may have any name that all sides use.',
  offers: (folder) => podsIn(folder).flatMap((pod) => portsOf(pod).flatMap((port): Offer[] => {
    const from = port['name'];
    // A policy may mean a port of other pods too by that name, whatever their labels.
    if (typeof from !== 'string' || folder.fixedNames.has(from) || from === otherName || policyPorts(folder).includes(from)) return [];
    return [{ object: pod.name, field: `${pod.path}.ports[${from}]`, make: () => { renamePort(folder, pod, from); } }];
  })),
};

export const servicePortRenamed: EquivalenceOperator = {
  name: 'service-port-renamed', category: 'names', says: 'A port of a Service may have any name that all sides use.',
  offers: (folder) => servicePorts(folder).flatMap(({ name, port, service }) => {
    const from = port['name'];
    if (typeof from !== 'string' || folder.fixedNames.has(from) || from === otherName) return [];
    const make = (): void => {
      port['name'] = otherName;
      for (const { backend, to } of backends(folder)) {
        const asked = mapAt(backend, 'port');
        if (to === service && asked?.['name'] === from) asked['name'] = otherName;
      }
    };
    return [{ object: name, field: `spec.ports[${from}].name`, make }];
  }),
};

/** What NetworkPolicies call ports, by number or by name. */
function policyPorts(folder: WrittenFolder): unknown[] {
  return ofKind(folder, 'NetworkPolicy').flatMap(({ object }) => ['ingress', 'egress'].flatMap((way) => listAt(object, 'spec', way).flatMap((rule) => listAt(rule, 'ports').map(({ port }) => port))));
}

/** Gives a port another name in a pod, in all that find it there by its name, and so in all other pods that these select. */
function renamePort(folder: WrittenFolder, first: PodPlace, from: string): void {
  const pods = [first];
  const services = servicePorts(folder).filter(({ port }) => port['targetPort'] === from);
  for (const pod of pods) {
    for (const { service } of services) {
      const selected = selectedBy(service, folder);
      if (selected.some(({ object }) => object === pod.object)) pods.push(...selected.filter(({ object }) => !pods.some((known) => known.object === object)));
    }
  }
  for (const { service, port } of services) if (selectedBy(service, folder).some(({ object }) => pods.some((pod) => pod.object === object))) port['targetPort'] = otherName;
  for (const { pod, container } of containersIn(folder)) {
    if (!pods.some(({ object }) => object === pod.object)) continue;
    for (const port of listAt(container, 'ports')) if (port['name'] === from) port['name'] = otherName;
    for (const handler of handlersOf(container)) if (handler.fields['port'] === from) handler.fields['port'] = otherName;
  }
}

function servicePorts(folder: WrittenFolder) {
  return ofKind(folder, 'Service').flatMap(({ object, name }) => listAt(object, 'spec', 'ports').map((port, index) => ({
    name, service: object, port, field: `spec.ports[${typeof port['name'] === 'string' ? port['name'] : index}]`,
  })));
}

function probePorts(folder: WrittenFolder) {
  return containersIn(folder).flatMap(({ pod, container, path }) => handlersOf(container).map(({ fields, field }) => ({
    name: pod.name, handler: fields, field: `${path}.${field}.port`, ports: listAt(container, 'ports'),
  })));
}

/** What asks a port of its own container. */
function handlersOf(container: Fields): { fields: Fields; field: string }[] {
  return [['startupProbe'], ['readinessProbe'], ['livenessProbe'], ['lifecycle', 'postStart'], ['lifecycle', 'preStop']].flatMap((keys) => ['httpGet', 'tcpSocket'].flatMap((how) => {
    const fields = mapAt(container, ...keys, how);
    return fields === undefined ? [] : [{ fields, field: [...keys, how].join('.') }];
  }));
}

function backends(folder: WrittenFolder) {
  return ofKind(folder, 'Ingress').flatMap(({ object, name }) => listAt(object, 'spec', 'rules').flatMap((rule, index) => listAt(rule, 'http', 'paths').flatMap((path, position) => {
    const backend = mapAt(path, 'backend', 'service');
    const to = ofKind(folder, 'Service').find((service) => mapAt(service.object, 'metadata')?.['name'] === backend?.['name'])?.object;
    return backend === undefined ? [] : [{ name, backend, to, ports: listAt(to, 'spec', 'ports'), field: `spec.rules[${index}].http.paths[${position}].backend.service.port` }];
  })));
}
