import type { Pod } from '../client/objects.ts';
import { LessonFailure } from '../verdict/lesson-failure.ts';
import { failureAbout } from '../expect/blame.ts';
import { verbatim } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import type { AxiosInstance } from 'axios';
import { forward } from '../access/tcp.ts';
import type { Tcp } from '../access/tcp.ts';
import type { WebOptions } from '../access/web.ts';
import { isReady, ownerOf } from '../wait/pod-owner.ts';
import { Container } from './container.ts';
import { directWeb } from './direct-web.ts';
import { OtherServer } from './other-server.ts';
import { podGone, statusOf, untilPod } from './pod-wait.ts';
import { loseWithoutRight } from './lose-without-right.ts';
import type { Scope } from './scope.ts';
import type { WaitOptions } from './watcher.ts';

const t = texts.objects;

/** A pod as it was when it was looked at; its name may be used again by another, its uid not. */
export class LivePod {
  readonly name: string;
  readonly uid: string;
  /** Name of the node; empty before it is scheduled. */
  readonly node: string;
  /** Its address inside the cluster; empty before it has one. */
  readonly ip: string;
  readonly object: Pod;
  readonly #scope: Scope;

  constructor(scope: Scope, object: Pod) {
    this.#scope = scope;
    this.object = object;
    this.name = object.metadata?.name ?? '';
    this.uid = object.metadata?.uid ?? '';
    this.node = object.spec?.nodeName ?? '';
    this.ip = object.status?.podIP ?? '';
  }

  /** Whether it was Ready and nobody had asked for its deletion. */
  get isReady(): boolean {
    return isReady(this.object);
  }

  /** A container by name; the first when no name is given. Throws LessonFailure when the pod has none of that name. */
  container(name: string = this.object.spec?.containers[0]?.name ?? ''): Container {
    const names = [...(this.object.spec?.containers ?? []), ...(this.object.spec?.initContainers ?? [])].map((each) => each.name);
    if (!names.includes(name)) throw this.#noContainer(name, names.join(', '));
    return new Container(this.#scope, this.object, name);
  }

  #noContainer(name: string, there: string): LessonFailure {
    const owner = ownerOf(this.object);
    const { failure } = failureAbout(this.#scope, { on: owner.object, field: `${owner.spec}.containers` }, { expected: t.pod.containerNamed(name), observed: verbatim(there) });
    const hint = texts.wait.hints.containerName(there);
    return new LessonFailure({ ...failure, hint: hint.en, ja: { ...failure.ja, hint: hint.ja } });
  }

  /** The status of a container; undefined when the kubelet has not reported one. */
  status(container: string): ReturnType<typeof statusOf> {
    return statusOf(this.object, container);
  }

  /** A loopback listener that is forwarded to a port of the pod; closed with the lesson. */
  async tcp(port: number): Promise<Tcp> {
    this.#scope.session.running.requireVisits(`connect to ${this.name}`);
    const { session, namespace } = this.#scope;
    const tcp = await forward(session.client, { namespace, name: this.name, uid: this.uid }, port, loseWithoutRight(session));
    session.open.push(tcp);
    return tcp;
  }

  /**
   * The API server that runs in the pod, with certificates of the same authority as the cluster's own, asked as who runs the
   * lesson. What is done there is not done to the cluster.
   */
  async apiServer(port: number): Promise<OtherServer> {
    return new OtherServer(this.#scope, await this.tcp(port));
  }

  /**
   * An HTTP client for a port of the pod, through a forwarded port that is closed with the lesson. It fails as one of the pod's
   * owner.
   */
  async web(port: number, options: WebOptions = {}): Promise<AxiosInstance> {
    const tcp = await this.tcp(port);
    return directWeb(this.#scope, ownerOf(this.object).object, tcp, options);
  }

  /**
   * Resolves when a container was restarted more than `since` times and is ready again.
   *
   * @param container name; the first when absent
   */
  async restarted(options: WaitOptions & { since: number }, container: string = this.object.spec?.containers[0]?.name ?? ''): Promise<LivePod> {
    // The restart that is waited for is one of them.
    const wanted = { container, restarts: options.since + 1 };
    const pod = await untilPod(this.#scope, this.name, t.pod.restarted(container), { ...options, wanted }, (now) => {
      const status = statusOf(now, container);
      return status !== undefined && status.restartCount > options.since && status.state?.running !== undefined && status.ready;
    });
    return new LivePod(this.#scope, pod);
  }

  /** Resolves when this pod (not another of its name) is gone. */
  async gone(options?: WaitOptions): Promise<void> {
    await podGone(this.#scope, this.name, { ...options, uid: this.uid });
  }

  /**
   * Asks that it leaves, as `kubectl drain` does; resolves when that is accepted, which is before it is gone. `dryRun` only
   * asks whether it may.
   *
   * @throws ApiError 429 when a PodDisruptionBudget does not allow it now: see `given.refused`
   */
  async evict(options: { dryRun?: boolean } = {}): Promise<void> {
    const { session, namespace } = this.#scope;
    await session.client.evict({ namespace, name: this.name }, options);
  }

  /**
   * Puts one more container beside its own, as `kubectl debug` does. `dryRun` only asks whether that would be taken.
   *
   * @throws ApiError when the API server refuses it: see `given.refused`
   */
  async debug(container: { name: string; image: string }, options: { dryRun?: boolean } = {}): Promise<void> {
    const { session, namespace } = this.#scope;
    await session.client.addEphemeralContainer({ namespace, name: this.name }, container, options);
  }

  /** Deletes it and resolves when it is gone. */
  async deleted(options: WaitOptions & { graceSeconds?: number } = {}): Promise<void> {
    await this.#scope.delete(`Pod/${this.name}`, options);
    await this.gone(options);
  }
}
