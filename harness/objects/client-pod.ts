import { randomUUID } from 'node:crypto';

import { exec, ExecError, type ExecResult } from '../access/exec.ts';
import { connectAll, lookUpCommand, reach, readLookUp, type Connection, type Target, type Verdict } from '../access/reach.ts';
import { ApiError } from '../client/api-error.ts';
import type { Pod } from '../client/objects.ts';
import { defined } from '../values/defined.ts';
import { verbatim, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { LessonFailure } from '../verdict/lesson-failure.ts';
import { ownContainer, ownPod } from './own-pod.ts';
import { statusOf, untilPod } from './pod-wait.ts';
import type { Scope } from './scope.ts';

const t = texts.verbs.client;

/** Who asks. */
export interface ClientOptions {
  /** Labels of the pod, such as those that a NetworkPolicy lets in. */
  labels?: Record<string, string>;
  /** Runs as this service account and has its token; without one the pod has no token. */
  serviceAccount?: string;
  /** The node that it runs on, taints or not; any when absent. */
  node?: string;
  /** Keeps one pod for all questions, until the lesson is over; otherwise each question has a pod of its own, removed afterwards. */
  keepPod?: boolean;
}

/** Milliseconds in which the pod must run. */
const startMs = 60_000;
/** Milliseconds for one question when absent. */
const defaultDeadlineMs = 5_000;
/** Milliseconds that the API server and the kubelet may add to the time of a command. */
const overheadMs = 10_000;
/** Seconds after which a pod ends that nobody removed. */
const longestSeconds = 3_600;

/** Why a client's pod cannot ask. */
class NoClient extends Error {
  override readonly name = 'NoClient';
  readonly why: Text;

  constructor(why: Text) {
    super(why.en);
    this.why = why;
  }
}

/**
 * A client inside the cluster: pods of our own that ask other pods and Services, and say how that went. The pods carry the
 * labels of the run and are fit for the Pod Security level `restricted`; a pod is made when the first question is asked.
 */
export class ClientPod {
  readonly #scope: Scope;
  readonly #options: ClientOptions;
  #kept: Promise<string> | undefined;

  constructor(scope: Scope, options: ClientOptions = {}) {
    this.#scope = scope;
    this.#options = options;
  }

  /**
   * Asks once, over a new connection.
   *
   * @param options.deadlineMs milliseconds for connection and response, rounded up to whole seconds; 5 000 when absent. The
   * start of the pod is not counted.
   * @throws Error when the test's effect is `reads`; ApiError and EnvironmentError when the cluster cannot be asked
   */
  async reach(target: Target, options: { deadlineMs?: number } = {}): Promise<Verdict> {
    const { deadlineMs = defaultDeadlineMs } = options;
    this.#begin(`${target.host}:${target.port}`);
    return await this.#from(deadlineMs, async (run) => await reach(target, deadlineMs, run), (none) => none);
  }

  /** Opens several TCP connections at once; resolves with what became of them, in their order. Throws as {@link reach} does. */
  async connectAll(connections: readonly Connection[]): Promise<Verdict[]> {
    if (connections.length === 0) return [];
    this.#begin(connections.map(({ host, port }) => `${host}:${port}`).join(', '));
    // Silent ones are asked about again, by HTTP.
    const longestMs = 2 * Math.max(...connections.map(({ deadlineMs }) => deadlineMs));
    return await this.#from(longestMs, async (run) => await connectAll(connections, run), (none) => connections.map(() => none));
  }

  /** Looks up a name and connects to nobody: `reached` when a server gave an address. Throws as {@link reach} does. */
  async lookUp(name: string, options: { deadlineMs?: number } = {}): Promise<Verdict> {
    const { deadlineMs = defaultDeadlineMs } = options;
    this.#begin(name);
    return await this.#from(deadlineMs, async (run) => readLookUp(name, await run(lookUpCommand(name, deadlineMs))), (none) => none);
  }

  /**
   * Starts the pod that is kept, and resolves when it runs: what asks first need not wait for it then. A pod that does not start
   * is told by whoever asks.
   *
   * @returns its address and node; undefined where it does not run
   */
  async start(): Promise<{ address: string; node: string } | undefined> {
    if (this.#options.keepPod !== true) throw new Error('only a pod that is kept can be started before it asks');
    try {
      const { status, spec } = (await this.#scope.read<Pod>('v1', 'Pod', await this.#keep())) ?? {};
      return { address: status?.podIP ?? '', node: spec?.nodeName ?? '' };
    } catch (error) {
      if (error instanceof NoClient) return undefined;
      throw error;
    }
  }

  #begin(whom: string): void {
    const { session } = this.#scope;
    session.running.requireVisits(`connect to ${whom}`);
    session.step(t.asking(whom));
  }

  /** Asks from a pod, made for it or kept; a pod that cannot ask is a verdict too. */
  async #from<T>(deadlineMs: number, ask: (run: (command: string[]) => Promise<ExecResult>) => Promise<T>, without: (none: Verdict) => T): Promise<T> {
    try {
      if (this.#options.keepPod === true) return await this.#ask(await this.#keep(), deadlineMs, ask);
      const pod = await this.#start();
      try {
        return await this.#ask(pod, deadlineMs, ask);
      } finally {
        await this.#remove(pod);
      }
    } catch (error) {
      if (error instanceof NoClient) return without({ verdict: 'could not ask', why: error.why });
      throw error;
    }
  }

  async #ask<T>(pod: string, deadlineMs: number, ask: (run: (command: string[]) => Promise<ExecResult>) => Promise<T>): Promise<T> {
    const { session, namespace } = this.#scope;
    try {
      return await ask(async (command) =>
        await exec(session.client, { namespace, pod, container: ownContainer }, command, { deadlineMs: deadlineMs + overheadMs, signal: session.running.signal }));
    } catch (error) {
      if (error instanceof ExecError) throw new NoClient(verbatim(error.message));
      throw error;
    }
  }

  async #keep(): Promise<string> {
    this.#kept ??= this.#start().then((pod) => {
      this.#scope.session.open.push({ close: async () => { await this.#remove(pod); } });
      return pod;
    });
    const kept = this.#kept;
    // What kept one pod from running need not keep the next.
    kept.catch(() => { if (this.#kept === kept) this.#kept = undefined; });
    return await kept;
  }

  /** Makes a pod and resolves with its name when it runs. */
  async #start(): Promise<string> {
    const name = `client-${randomUUID().slice(0, 8)}`;
    const { labels, serviceAccount, node } = this.#options;
    try {
      await this.#scope.session.client.create(ownPod(this.#scope, { name, command: ['sleep', String(longestSeconds)], ...defined({ labels, serviceAccount, node }) }), { own: true });
    } catch (error) {
      if (error instanceof ApiError) throw new NoClient(t.notAdmitted(error.status.message ?? error.message));
      throw error;
    }
    try {
      await untilPod(this.#scope, name, t.running, { within: startMs, starts: 'alone' }, (pod) => statusOf(pod, ownContainer)?.state?.running !== undefined);
    } catch (error) {
      await this.#remove(name);
      if (error instanceof LessonFailure) throw new NoClient({ en: error.failure.observed, ja: error.failure.ja.observed });
      throw error;
    }
    return name;
  }

  async #remove(name: string): Promise<void> {
    await this.#scope.session.client.delete({ apiVersion: 'v1', kind: 'Pod', name, namespace: this.#scope.namespace }, { graceSeconds: 0, own: true });
  }
}
