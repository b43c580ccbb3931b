import { ApiError } from '../client/api-error.ts';
import type { Pod } from '../client/objects.ts';
import { LessonFailure } from '../verdict/lesson-failure.ts';
import { failureAbout } from '../expect/blame.ts';
import { inReadersLanguage } from '../hints/language.ts';
import { waitHints } from '../hints/wait-hints.ts';
import type { Manifest } from '../manifests/manifest.ts';
import { forward } from '../access/tcp.ts';
import type { Tcp } from '../access/tcp.ts';
import { ownerOf } from '../wait/pod-owner.ts';
import { Container } from './container.ts';
import type { Place } from './scope.ts';
import type { WaitOptions } from './watcher.ts';

/** The API server did not let a pod be evicted. */
export interface EvictionRefusal {
  /** HTTP status: 429 when a PodDisruptionBudget stands against it, 403 when this user may not evict. */
  code: number;
  /** In its words. */
  message: string;
}

/** A pod as it was when it was looked at; its name may be used again by another, its uid not. */
export class LivePod {
  readonly name: string;
  readonly uid: string;
  /** Name of the node; empty before it is scheduled. */
  readonly node: string;
  /** Its address inside the cluster; empty before it has one. */
  readonly ip: string;
  readonly object: Pod;
  readonly #place: Place;

  constructor(place: Place, object: Pod) {
    this.#place = place;
    this.object = object;
    this.name = object.metadata?.name ?? '';
    this.uid = object.metadata?.uid ?? '';
    this.node = object.spec?.nodeName ?? '';
    this.ip = object.status?.podIP ?? '';
  }

  /** The manifest that describes it: its own, or that of the workload that made it. */
  get manifest(): Manifest {
    const { object } = ownerOf(this.object);
    const manifest = this.#place.manifestOf(object);
    if (manifest === undefined) throw new Error(`${object} has no manifest`);
    return manifest;
  }

  /** A container by name; the first when no name is given. Throws LessonFailure when the pod has none of that name. */
  container(name: string = this.object.spec?.containers[0]?.name ?? ''): Container {
    const names = [...(this.object.spec?.containers ?? []), ...(this.object.spec?.initContainers ?? [])].map((each) => each.name);
    if (!names.includes(name)) throw this.#noContainer(name, names.join(', '));
    return new Container(this.#place, this.object, name);
  }

  #noContainer(name: string, there: string): LessonFailure {
    const owner = ownerOf(this.object);
    const { failure } = failureAbout(this.#place, { on: owner.object, field: `${owner.spec}.containers` }, { expected: `a container named ${name}`, observed: there });
    return new LessonFailure({ ...failure, hint: inReadersLanguage(waitHints.containerName(there)) });
  }

  /** The status of a container; undefined when kubelet has not told one. */
  status(container: string): NonNullable<NonNullable<Pod['status']>['containerStatuses']>[number] | undefined {
    const { initContainerStatuses = [], containerStatuses = [] } = this.object.status ?? {};
    return [...containerStatuses, ...initContainerStatuses].find((each) => each.name === container);
  }

  /** A loopback listener that is forwarded to a port of the pod; closed with the lesson. */
  async tcp(port: number): Promise<Tcp> {
    const { session, namespace } = this.#place;
    const tcp = await forward(session.client, { namespace, name: this.name, uid: this.uid }, port);
    session.open.push(tcp);
    return tcp;
  }

  /** Resolves when this pod (not another of its name) is gone. */
  async gone(options?: WaitOptions): Promise<void> {
    await this.#place.pod(this.name).gone({ ...options, uid: this.uid });
  }

  /**
   * Asks that it leaves, as `kubectl drain` does; undefined when that is accepted, which is before it is gone. `dryRun`
   * only asks whether it may.
   */
  async evict(options: { dryRun?: boolean } = {}): Promise<EvictionRefusal | undefined> {
    const { session, namespace } = this.#place;
    try {
      await session.client.evict({ namespace, name: this.name }, options);
      return undefined;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const causes = error.status.details?.causes?.map(({ message = '' }) => message) ?? [];
      return { code: error.code, message: [error.status.message ?? '', ...causes].join(' ').trim() };
    }
  }

  /** Deletes it and resolves when it is gone. */
  async deleted(options: WaitOptions & { graceSeconds?: number } = {}): Promise<void> {
    await this.#place.delete(`Pod/${this.name}`, options);
    await this.gone(options);
  }
}
