import type { EndpointSlice, KubeObject, Pod, Service } from '../client/objects.ts';
import { failureAbout } from '../expect/blame.ts';
import type { AxiosInstance } from 'axios';
import { forward } from '../access/tcp.ts';
import type { Tcp } from '../access/tcp.ts';
import type { Text } from '../text/language.ts';
import type { WebOptions } from '../access/web.ts';
import { directWeb } from './direct-web.ts';
import { texts } from '../text/texts.ts';
import { mapSelects, selectorText } from '../values/label-selector.ts';
import type { Problem } from '../wait/problem.ts';
import { problemsOfNothing } from './missing.ts';
import { ObjectRef } from './object-ref.ts';
import { loseWithoutRight } from './lose-without-right.ts';
import type { Scope } from './scope.ts';
import type { WaitOptions, Workload } from './watcher.ts';

const t = texts.objects.service;

/** Whoever makes the endpoints of a Service without a selector may do so a moment after it. */
const byHandMs = 5_000;
/** Pods may be made, or labelled, a moment later. */
const nobodyMs = 5_000;

interface Served extends Workload {
  slices: EndpointSlice & KubeObject;
}

type Endpoint = NonNullable<EndpointSlice['endpoints']>[number];

/** A Service by name. */
export class ServiceRef extends ObjectRef {
  constructor(scope: Scope, name: string) {
    super(scope, 'Service', name);
  }

  async now(): Promise<Service | undefined> {
    return await this.scope.read<Service>('v1', 'Service', this.name);
  }

  /** Resolves with the addresses when exactly `count` endpoints are ready. */
  async endpoints(count: number, options: WaitOptions = {}): Promise<string[]> {
    const ready = await this.#ready(t.endpoints(count), options, (endpoints) => endpoints.length === count);
    return ready.flatMap((endpoint) => endpoint.addresses);
  }

  /**
   * A loopback listener that is forwarded to a ready pod behind one port of the Service; closed with the lesson. The name of a
   * headless Service is that of its pods: there the port is the pod's own, whatever ports the Service lists.
   */
  async tcp(port: number, options: WaitOptions = {}): Promise<Tcp> {
    this.scope.session.running.requireVisits(`connect to ${this.name}`);
    const { session, namespace } = this.scope;
    const [endpoint] = await this.#ready(t.endpoint, options, (endpoints) => endpoints.length > 0);
    const pod = endpoint?.targetRef;
    const target = await this.#targetPort(port);
    if (pod?.name === undefined || target === undefined) {
      throw failureAbout(this.scope, { on: this.id, field: 'spec.ports' }, { expected: t.port(port), observed: t.noPort });
    }
    const tcp = await forward(session.client, { namespace, name: pod.name, uid: pod.uid ?? '' }, target, loseWithoutRight(session));
    session.open.push(tcp);
    return tcp;
  }

  /** An HTTP client for one port of the Service, through a port that is forwarded to one ready pod behind it; closed with the lesson. */
  async web(port: number, options: WaitOptions & WebOptions = {}): Promise<AxiosInstance> {
    const tcp = await this.tcp(port, options);
    return directWeb(this.scope, this.id, tcp, options);
  }

  /**
   * The port on every node that the cluster has given to a port of the Service.
   *
   * @throws LessonFailure when there is none, which says the type of the Service and its ports
   */
  async nodePort(port: number): Promise<number> {
    const { spec } = (await this.now()) ?? {};
    const found = spec?.ports?.find((each) => each.port === port);
    if (found?.nodePort !== undefined) return found.nodePort;
    const say = texts.verbs.service;
    const ports = spec?.ports?.map((each) => each.port).join(', ') ?? '';
    throw failureAbout(this.scope, { on: this.id, field: found === undefined ? 'spec.ports' : 'spec.type' }, {
      expected: say.nodePort(port),
      observed: spec === undefined ? say.missing : say.seen(spec.type ?? 'ClusterIP', ports),
    });
  }

  async #targetPort(port: number): Promise<number | undefined> {
    const service = await this.now();
    if (service?.spec?.clusterIP === 'None') return port;
    const name = service?.spec?.ports?.find((each) => each.port === port)?.name;
    const slices = await this.scope.list<EndpointSlice>('discovery.k8s.io/v1', 'EndpointSlice', { labels: this.#labels });
    const known = service?.spec?.ports?.some((each) => each.port === port) === true;
    return known ? slices.flatMap((slice) => slice.ports ?? []).find((each) => (each.name ?? '') === (name ?? ''))?.port : undefined;
  }

  async #ready(state: Text, options: WaitOptions, fits: (endpoints: Endpoint[]) => boolean): Promise<Endpoint[]> {
    const { watcher } = this.scope;
    const [problemsOf, nothing, service] = await Promise.all([watcher.workloadProblems(), problemsOfNothing(this.scope, this.id), this.now()]);
    // What is wrong with the pods of others keeps no endpoint from getting ready.
    const isSelected = ({ metadata }: Pod): boolean => mapSelects(service?.spec?.selector, metadata?.labels);
    const readyOf = (slices: readonly EndpointSlice[]): Endpoint[] => slices.flatMap((slice) => slice.endpoints ?? []).filter((each) => each.conditions?.ready !== false);
    return await watcher.until<Served, Endpoint[]>({
      object: this.id,
      state,
      sources: { ...watcher.workload(), slices: watcher.source<EndpointSlice & KubeObject>('discovery.k8s.io/v1', 'EndpointSlice', { labels: this.#labels }) },
      reached: ({ slices }) => (fits(readyOf(slices)) ? readyOf(slices) : undefined),
      describe: ({ slices }) => {
        const ready = readyOf(slices);
        const all = slices.flatMap((slice) => slice.endpoints ?? []).length;
        return t.seen(ready.length, all, ready.map((each) => each.targetRef?.name ?? each.addresses[0] ?? ''));
      },
      problems: (snapshot) => [...nothing, ...this.#selectsNothing(service, snapshot.slices), ...(snapshot.pods.some(isSelected) ? [] : this.#selectsNobody(service)), ...problemsOf(snapshot, isSelected)],
      options,
    });
  }

  #selectsNothing(service: Service | undefined, slices: readonly EndpointSlice[]): Problem[] {
    const isByHand = Object.keys(service?.spec?.selector ?? {}).length === 0;
    if (service === undefined || !isByHand || slices.length > 0) return [];
    return [{ key: 'no selector', object: this.id, field: 'spec.selector', observed: t.noSelector, hint: texts.wait.hints.noSelector, graceMs: byHandMs }];
  }

  /** No pod has the labels that it asks for. */
  #selectsNobody(service: Service | undefined): Problem[] {
    const { selector = {} } = service?.spec ?? {};
    if (Object.keys(selector).length === 0) return [];
    return [{ key: 'selects nobody', object: this.id, field: 'spec.selector', observed: t.selectsNobody(selectorText({ matchLabels: selector })), hint: texts.wait.hints.selectsNobody, graceMs: nobodyMs }];
  }

  get #labels(): Record<string, string> {
    return { 'kubernetes.io/service-name': this.name };
  }
}
