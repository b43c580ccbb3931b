import type { Given, Manifest } from '../../harness/lesson/given.ts';
import type { Text } from '../../harness/text/language.ts';
import { runningContainers } from './containers.ts';
import { container } from './env.ts';
import { selectsPodsOf } from './selects.ts';
import { t } from './texts.ts';

interface ContainerPort {
  name?: string;
  containerPort?: number;
}

interface ServicePort {
  port?: number;
  targetPort?: number | string;
}

/** What a field may hold that names a port of a container. */
export interface PortChoice {
  described: Text;
  fits: (port: unknown) => boolean;
}

/**
 * What leads to where the program of a container listens: that number, or a name that the container gives it.
 *
 * @param of the path of the container
 */
export function portsTo(workload: Manifest, listens: number, of = container): PortChoice {
  const named = new Map(declaredBy(workload, of).flatMap(({ name, containerPort }) => (name === undefined ? [] : [[name, containerPort] as const])));
  return {
    described: t.ports.portTo(listens, workload.id),
    fits: (port) => (typeof port === 'string' ? (named.get(port) ?? Number(port)) : port) === listens,
  };
}

/** The port of a Service, the one on which the program behind it listens, and the path of its container; the first one's when absent. */
export interface ServedPort {
  port: number;
  listens: number;
  of?: string;
}

/** Throws LessonFailure unless a Service has a port, and that leads to where the program of a workload's container listens. */
export function requireServicePort(given: Given, service: Manifest, workload: Manifest, { port, listens, of = container }: ServedPort, hint: Text): void {
  const ports = service.get<ServicePort[]>('spec.ports') ?? [];
  const index = Math.max(0, ports.findIndex((each) => each.port === port));
  given.expectField(service, `spec.ports[${index}].port`, hint).to.deep.equal(port);
  requireTarget(given, service, index, workload, { listens, of }, hint);
}

/** Throws LessonFailure unless the port at an index of a Service's list leads to where the program of a workload's container listens. */
export function requireTarget(given: Given, service: Manifest, index: number, workload: Manifest, { listens, of }: { listens: number; of: string }, hint: Text): void {
  const { port, targetPort = port } = (service.get<ServicePort[]>('spec.ports') ?? [])[index] ?? {};
  const own = declaredBy(workload, of);
  const declared = own.findIndex(({ name }) => name === targetPort);
  if (declared < 0 && typeof targetPort === 'string' && othersDeclare(given, service, workload, targetPort)) {
    const nameless = Math.max(0, own.findIndex(({ containerPort }) => containerPort === listens));
    given.expectField(workload, `${of}.ports[${nameless}].name`, hint).to.deep.equal(targetPort);
  }
  if (declared >= 0) given.expectField(workload, `${of}.ports[${declared}].containerPort`, hint).to.deep.equal(listens);
  const { described, fits } = portsTo(workload, listens, of);
  given.expectField(service, `spec.ports[${index}].targetPort`, hint).to.fit(described, () => fits(targetPort));
}

/** Whether another workload behind a Service gives one of its ports the name by which the Service leads there: then that is right. */
function othersDeclare(given: Given, service: Manifest, workload: Manifest, name: string): boolean {
  const others = given.manifests.all(workload.kind).filter((each) => each.id !== workload.id && selectsPodsOf(service, each));
  return others.some((each) => runningContainers(each).some(({ container: { ports = [] } }) => ports.some((port) => port.name === name)));
}

function declaredBy(workload: Manifest, of: string): ContainerPort[] {
  return workload.get<ContainerPort[]>(`${of}.ports`) ?? [];
}
