import type { Given, Manifest } from '../../harness/lesson/given.ts';
import type { Text } from '../../harness/text/language.ts';
import { container } from './env.ts';

interface ContainerPort {
  name?: string;
  containerPort?: number;
}

interface ServicePort {
  port?: number;
  targetPort?: number | string;
}

/** What may stand where a port of a container is asked for. */
export interface PortChoice {
  described: string;
  fits: (port: unknown) => boolean;
}

/** What leads to where the program of a container listens: that number, or a name that the container gives it. */
export function portsTo(workload: Manifest, listens: number): PortChoice {
  const named = new Map(declaredBy(workload).flatMap(({ name, containerPort }) => (name === undefined ? [] : [[name, containerPort] as const])));
  return {
    described: `${listens}, or the name of a container port ${listens} of ${workload.id}`,
    fits: (port) => (typeof port === 'string' ? (named.get(port) ?? Number(port)) : port) === listens,
  };
}

/** Reads whether a Service has a port, and whether that leads to where the program of a workload's container listens. */
export function requireServicePort(given: Given, service: Manifest, workload: Manifest, { port, listens }: { port: number; listens: number }, hint: Text | string): void {
  const ports = service.get<ServicePort[]>('spec.ports') ?? [];
  const place = Math.max(0, ports.findIndex((each) => each.port === port));
  given.expectField(service, `spec.ports[${place}].port`, hint).to.deep.equal(port);
  const { targetPort = port } = ports[place] ?? {};
  const declared = declaredBy(workload).findIndex(({ name }) => name === targetPort);
  if (declared >= 0) given.expectField(workload, `${container}.ports[${declared}].containerPort`, hint).to.deep.equal(listens);
  const { described, fits } = portsTo(workload, listens);
  given.expectField(service, `spec.ports[${place}].targetPort`, hint).to.fit(described, () => fits(targetPort));
}

function declaredBy(workload: Manifest): ContainerPort[] {
  return workload.get<ContainerPort[]>(`${container}.ports`) ?? [];
}
