import type { EndpointSlice, KubeObject, Pod } from '../../harness/client/objects.ts';
import type { Blame, Given, LessonNamespace, Manifest } from '../../harness/lesson/given.ts';
import { t } from './texts.ts';

/** The pod that runs and never gets ready. */
export const unready = 'unready';

/** Milliseconds in which a pod that has its address is surely listed in the EndpointSlices of its Services. */
const listedMs = 30_000;

/** A pod of a Deployment that waits for a condition which nobody sets: all else of it is as the learner wrote it. */
export function neverReady(given: Given, deployment: Manifest): Manifest {
  const { metadata: { labels = {} } = {}, spec } = deployment.get<{ metadata?: { labels?: Record<string, string> }; spec: NonNullable<Pod['spec']> }>('spec.template') ?? { spec: { containers: [] } };
  const readinessGates = [...(spec.readinessGates ?? []), { conditionType: 'cndjp.example/never' }];
  return given.object({ apiVersion: 'v1', kind: 'Pod', metadata: { name: unready, labels }, spec: { ...spec, readinessGates } } as KubeObject);
}

/** A copy of a Service under another name, which takes no port of the nodes, and tells everybody about pods that are not ready. */
export function published(service: Manifest): Manifest {
  return inside(service).named(publishedName(service.name)).with('spec.publishNotReadyAddresses', true);
}

/** What the copy is called that {@link published} makes. */
export const publishedName = (service: string): string => `${service}-published`;

/** A copy of a Service that only has an address inside the cluster. */
export function inside(service: Manifest): Manifest {
  return service.changed(({ spec = {} }: { spec?: { type?: string; ports?: { nodePort?: number }[]; clusterIP?: string; clusterIPs?: string[] } }) => {
    if (spec.type !== 'ExternalName') delete spec.type;
    if (spec.clusterIP !== 'None') delete spec.clusterIP;
    delete spec.clusterIPs;
    for (const port of spec.ports ?? []) delete port.nodePort;
  });
}

/** Throws LessonFailure when a Service counts the pod among those to which it leads. */
export async function requireLeftOut(given: Given, place: LessonNamespace, service: string, blame: Blame): Promise<void> {
  const isReady = await place.until<EndpointSlice & KubeObject, boolean>({
    apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', state: t.listed(unready, service), within: listedMs, blame,
    seen: (slices) => slices
      .filter(({ metadata }) => metadata?.labels?.['kubernetes.io/service-name'] === service)
      .flatMap(({ endpoints = [] }) => endpoints)
      .find(({ targetRef }) => targetRef?.name === unready)?.conditions?.ready,
  });
  given.expect(isReady, { ...blame, what: t.isReadyEndpoint(service) }).to.equal(false);
}
