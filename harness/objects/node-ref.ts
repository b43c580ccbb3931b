import type { V1Node } from '@kubernetes/client-node';
import type { Json, Pod } from '../client/objects.ts';
import { ContainerFile } from '../access/files.ts';
import { failureAbout, type Blame } from '../expect/blame.ts';
import { killAndStart, listNodes, runOnNode, startTimes, type KindNode } from '../cluster/kind-nodes.ts';
import { awaitKubelets, notReady } from '../cluster/nodes-ready.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { LessonFailure } from '../verdict/lesson-failure.ts';
import { joinTexts, verbatim } from '../text/language.ts';
import type { Ending } from '../process/run-command.ts';
import { defined } from '../values/defined.ts';
import { texts } from '../text/texts.ts';
import { apiSource } from '../wait/api-source.ts';
import { describePods } from '../wait/describe-pod.ts';
import { isReady } from '../wait/pod-owner.ts';
import type { Scope } from './scope.ts';
import { defaultWaitMs } from './watcher.ts';
import type { WaitOptions } from './watcher.ts';

type Node = Json<V1Node>;

const t = texts.objects.node;

/** Node conditions carry whole seconds. */
const secondMs = 1_000;

/** Where containerd looks for what it has to know of registries. */
const registries = '/etc/containerd/certs.d';

/** Milliseconds for a command on a node when nothing else is said. */
const usualCommandMs = 10_000;

/** A node of the cluster. What is done to it, or run on it, is for clusters of our own. */
export class NodeRef {
  readonly name: string;
  readonly #scope: Scope;

  constructor(scope: Scope, name: string) {
    this.#scope = scope;
    this.name = name;
  }

  /**
   * Kills the node without grace and starts it again; resolves when its kubelet has reported since and says Ready.
   *
   * @returns when it was started, in milliseconds since the epoch
   * @throws LessonFailure when it does not come back
   */
  async restarted(options: WaitOptions = {}): Promise<number> {
    const { session } = this.#scope;
    const within = options.within ?? defaultWaitMs;
    const node = await this.#container('restarted');
    session.step(t.restarting(`Node/${this.name}`));
    await killAndStart(node);
    const { signal } = session.running;
    const started = await startTimes([node], signal);
    try {
      await awaitKubelets(session.client, started, within, signal);
    } catch (error) {
      if (!(error instanceof EnvironmentError)) throw error;
      throw new LessonFailure(
        { expected: t.kubeletBack, observed: error.texts.message, object: `Node/${this.name}`, elapsedMs: within, hint: error.texts.hint, evidence: [] },
        { cause: error },
      );
    }
    const at = started.get(this.name) ?? 0;
    await this.#ready(at, options);
    return at;
  }

  /** The UIDs of the pods on the node that are not ready, of whatever namespace. */
  async unwell(): Promise<ReadonlySet<string>> {
    const { items } = await this.#scope.session.client.list<Pod>('v1', 'Pod', { fields: `spec.nodeName=${this.name}` });
    return new Set(items.filter((pod) => !isReady(pod)).map(uidOf));
  }

  /**
   * Resolves when every pod on the node, of whatever namespace, is ready and all its containers were started after that
   * moment; pods that have ended for good, and those that are known to be unwell, do not count.
   *
   * @param since milliseconds since the epoch
   * @param options.unwell UIDs of pods that were not ready before: they have nothing to come back to
   */
  async settled(since: number, { unwell, ...options }: WaitOptions & { unwell?: ReadonlySet<string> } = {}): Promise<Pod[]> {
    const { watcher, session } = this.#scope;
    const missing = (pods: readonly Pod[]): Pod[] => unsettled(pods.filter((pod) => unwell?.has(uidOf(pod)) !== true), since);
    return await watcher.until({
      object: `Node/${this.name}`,
      state: t.settled,
      sources: { pods: apiSource<Pod>(session.client, 'v1', 'Pod', { fields: `spec.nodeName=${this.name}` }) },
      reached: ({ pods }) => (missing(pods).length === 0 ? pods : undefined),
      describe: ({ pods }) => describePods(missing(pods)) ?? t.allReady,
      options,
    });
  }

  /**
   * Runs a program on the node, by its list of arguments and without a shell. A bad end is no error. What it changes stays, and
   * the guard of a test's effect does not see it: say an effect that fits the program.
   *
   * @param options.deadlineMs milliseconds; 10 000 when absent
   * @param options.input what the program reads; nothing when absent
   * @throws Error on a cluster that is not ours, or that has no running node of this name; CommandFailed when it does not end in time
   */
  async run(command: readonly string[], options: { deadlineMs?: number; input?: string } = {}): Promise<Ending> {
    const node = await this.#container('used to run programs');
    if (!node.running) throw new Error(`the node ${this.name} is stopped`);
    return await runOnNode(node, command, { ...defined({ input: options.input }), deadlineMs: options.deadlineMs ?? usualCommandMs, signal: this.#scope.session.running.signal });
  }

  /**
   * A file or directory of the node by its absolute path. It fails as one of the node, unless a wait is told what else is to
   * blame.
   *
   * @throws Error when the path is not absolute
   */
  file(path: string): ContainerFile {
    return new ContainerFile(path, {
      run: async (command) => await this.run(command),
      failure: (expected, observed, { blame = { on: `Node/${this.name}` }, ...more }: { blame?: Blame; elapsedMs?: number; late?: true } = {}) => failureAbout(this.#scope, blame, { expected, observed, ...more }),
      signal: this.#scope.session.running.signal,
    });
  }

  /**
   * Lets the node's container runtime find a registry at another address than its name says, and trust its certificate, until
   * the lesson is over (containerd's documentation, "Registry Configuration").
   *
   * @returns false where the runtime does not read such folders
   */
  async knowsRegistry(host: string, { url, certificate }: { url: string; certificate: string }): Promise<boolean> {
    const config = await this.run(['containerd', 'config', 'dump']);
    if (!config.stdout.includes(registries)) return false;
    const folder = `${registries}/${host}`;
    const write = async (file: string, input: string): Promise<void> => {
      const { exitCode, stderr } = await this.run(['tee', `${folder}/${file}`], { input });
      if (exitCode !== 0) throw new Error(`${this.name}: ${file} of the registry ${host} was not written: ${stderr}`);
    };
    await this.run(['mkdir', '-p', folder]);
    const node = await this.#container('taught about a registry');
    this.#scope.session.open.push({ close: async () => { await runOnNode(node, ['rm', '-r', folder], { deadlineMs: usualCommandMs, signal: AbortSignal.timeout(usualCommandMs) }); } });
    await write('ca.crt', certificate);
    await write('hosts.toml', `server = "${url}"\n\n[host."${url}"]\n  capabilities = ["pull", "resolve", "push"]\n  ca = "${folder}/ca.crt"\n`);
    return true;
  }

  /**
   * The node's own address (`InternalIP`), as other nodes know it. Throws LessonFailure when there is no such node, or it has
   * no such address.
   */
  async address(): Promise<string> {
    const node = await this.#scope.session.client.read<Node>({ apiVersion: 'v1', kind: 'Node', name: this.name });
    const addresses = node?.status?.addresses ?? [];
    const own = addresses.find(({ type }) => type === 'InternalIP')?.address;
    if (own !== undefined) return own;
    const seen = addresses.map(({ type, address }) => `${type} ${address}`).join(', ');
    throw failureAbout(this.#scope, { on: `Node/${this.name}` }, { expected: texts.verbs.node.address, observed: node === undefined ? texts.verbs.node.missing : verbatim(seen) });
  }

  /** The container that is the node. */
  async #container(purpose: string): Promise<KindNode> {
    const { cluster } = this.#scope.session.context;
    if (cluster.provider !== 'kind') throw new Error(`a node is ${purpose} without \`needs: ['own-cluster']\``);
    const node = (await listNodes(cluster.name)).find((each) => each.name === this.name);
    if (node === undefined) throw new Error(`${cluster.name} has no node ${this.name}`);
    return node;
  }

  async #ready(since: number, options: WaitOptions): Promise<void> {
    const { watcher, session } = this.#scope;
    const heartbeat = (node: Node): number => Date.parse(node.status?.conditions?.find(({ type }) => type === 'Ready')?.lastHeartbeatTime ?? '') + secondMs;
    await watcher.until({
      object: `Node/${this.name}`,
      state: t.readyAgain,
      sources: { nodes: apiSource<Node>(session.client, 'v1', 'Node', { name: this.name }) },
      reached: ({ nodes }) => (nodes.some((node) => notReady(node) === undefined && heartbeat(node) > since) ? true : undefined),
      describe: ({ nodes }) => (nodes.length === 0 ? texts.objects.none : joinTexts(nodes.map((node) => notReady(node) ?? t.readyAsBefore(this.name)), '; ')),
      options,
    });
  }
}

/** Pods that have not been started again, all of them, since a moment (milliseconds since the epoch), or are not ready. */
export function unsettled(pods: readonly Pod[], since: number): Pod[] {
  return pods.filter((pod) => {
    if (['Succeeded', 'Failed'].includes(pod.status?.phase ?? '')) return false;
    const statuses = pod.status?.containerStatuses ?? [];
    const again = statuses.length > 0 && statuses.every(({ state }) => Date.parse(state?.running?.startedAt ?? '') + secondMs > since);
    return !again || !isReady(pod);
  });
}

function uidOf({ metadata }: Pod): string {
  return metadata?.uid ?? '';
}
