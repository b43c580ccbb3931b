import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Acts } from '../acts/acts.ts';
import { ClusterClient } from '../client/cluster-client.ts';
import type { PerRunKind } from '../client/kinds.ts';
import type { Credential } from '../client/use.ts';
import type { StorageClass, Volume } from '../client/objects.ts';
import { givesRightsInVain, refuseTokensWithRights, type AccountKind } from '../fence/account-objects.ts';
import type { Allowance } from '../fence/allowance.ts';
import { tokensTaken, type PodNeeds } from '../fence/pod.ts';
import type { FailureContext } from '../expect/blame.ts';
import { autoscaled, isAutoscaler } from '../manifests/autoscaled.ts';
import { ownLabels } from '../manifests/own-labels.ts';
import type { Manifest, ObjectName } from '../manifests/manifest.ts';
import { Manifests } from '../manifests/manifests.ts';
import { nameOf } from '../manifests/applied/own-names.ts';
import type { Isolation } from '../manifests/isolation/isolation.ts';
import { hostName } from '../manifests/isolation/names.ts';
import type { OwnRegistry } from '../manifests/isolation/own-registry.ts';
import { newPassword } from '../secrets/new-password.ts';
import { accountsIn, learnersNamespaces } from '../manifests/isolation/learners-namespaces.ts';
import { tellRunner } from '../lesson-process/events.ts';
import type { Text } from '../text/language.ts';
import type { RunContext } from '../lesson-process/run-context.ts';
import { apiSource } from '../wait/api-source.ts';
import { largestRoom, roomInAll, type NodeSize, type Room } from '../wait/node-room.ts';
import type { WatchSource } from '../wait/watch-objects.ts';
import type { Timeline } from '../wait/wait-until.ts';
import { defined } from '../values/defined.ts';
import { CurrentTest } from './current-test.ts';
import { OwnNamespaces } from './own-namespaces.ts';
import { refuseWrite } from '../lesson-process/effect.ts';

/** What cannot be seen stays empty. */
const nothing: WatchSource<never> = {
  list: () => Promise.resolve({ metadata: { resourceVersion: '0' }, items: [] }),
  watch: (_, signal) => untilAborted(signal),
};

async function* untilAborted(signal: AbortSignal): AsyncGenerator<never> {
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => { resolve(); });
  });
}

/** What a lesson says of its objects. */
interface LoadOptions {
  clusterWide?: readonly PerRunKind[];
  hosts?: readonly string[];
  allows?: readonly Allowance[];
  podNeeds?: PodNeeds;
  accountKinds?: readonly AccountKind[];
  credentials?: readonly Credential[];
  namespaces?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  registry?: OwnRegistry;
  apply?: (manifest: Manifest, all: readonly Manifest[]) => boolean;
}

/** What all namespaces of one lesson share. */
export class Session implements FailureContext {
  readonly context: RunContext;
  readonly client: ClusterClient;
  readonly labels: Record<string, string>;
  readonly running = new CurrentTest();
  readonly namespaces: OwnNamespaces;
  /** Through which tests change what a learner has applied; undefined where the run applies everything itself. */
  readonly acts: Acts | undefined;
  /** Closed last in, first out, when the lesson is over. */
  readonly open: { close(): Promise<void> }[] = [];
  #manifests: Manifests | undefined;
  #clusterWide: readonly PerRunKind[] = [];
  #hosts: readonly string[] | undefined;
  #allows: readonly Allowance[] = [];
  #podNeeds: PodNeeds = {};
  #accountKinds: readonly AccountKind[] = [];
  #leftOut: readonly Manifest[] = [];
  #credentials: readonly Credential[] | undefined;
  #others: NonNullable<LoadOptions['namespaces']> = {};
  #registry: LoadOptions['registry'];
  readonly #registryPassword = newPassword();
  #classes: Promise<StorageClass[]> | undefined;
  #nodes: Promise<NodeSize[]> | undefined;

  constructor(context: RunContext, client: ClusterClient = context.client ?? ClusterClient.forContext(context.cluster.kubeconfig, context.cluster.context)) {
    this.context = context;
    this.client = client;
    this.client.guard = (write) => {
      if (this.running.effect !== undefined) refuseWrite(this.running.effect, write);
      this.running.wrote = true;
    };
    this.acts = context.verify === undefined ? undefined : new Acts({
      client, place: { context: context.cluster.context, namespace: context.verify.namespace }, waitMs: context.verify.waitMs ?? 0,
      fileOf: (manifest) => this.#fileOf(manifest), actor: () => this.running.actor, signal: () => this.running.signal,
    });
    this.labels = ownLabels(context.runId);
    this.namespaces = new OwnNamespaces(client, context.lesson, (error) => { this.running.lose(error); });
  }

  /** What objects may do beyond the namespaces of the run: by the lesson, and by who runs it. */
  get allowed(): readonly Allowance[] {
    return [...this.#allows, ...this.context.allowed];
  }

  /** What the topic of the lesson needs that its pods may do, whoever wrote them. */
  get podNeeds(): PodNeeds {
    return this.#podNeeds;
  }

  /** Kinds about accounts and rights that every folder of the lesson may hold. */
  get accountKinds(): readonly AccountKind[] {
    return this.#accountKinds;
  }

  /** Throws Error where the lesson has not said that its spec asks with that: whether it may would not be known before anything is made. */
  requireCredential(credential: Credential): void {
    if (this.#credentials?.includes(credential) === false) throw new Error(`the lesson asks in the name of somebody else without \`credentials: ['${credential}']\``);
  }

  /** Labels of the namespaces that the lesson has beside its own, by what learners call them. */
  get others(): NonNullable<LoadOptions['namespaces']> {
    return this.#others;
  }

  /** Images that the lesson's pods may have beside those of all lessons: of a registry that it runs. */
  get ownImages(): string[] {
    return this.#registry?.repositories.map((each) => `${this.#registry?.host ?? ''}/${each}`) ?? [];
  }

  /** The password of that registry in this run. */
  get registryPassword(): string {
    return this.#registryPassword;
  }

  /** The name on the cluster of another namespace of the lesson. */
  nameOf(other: string): string {
    return `${this.context.lesson}-${this.context.runId}-${other}`;
  }

  /** Objects of the folders that are not made. */
  get leftOut(): readonly Manifest[] {
    return this.#leftOut;
  }

  /** The objects of the lesson. Throws when the test `dry run` has not read them. */
  get manifests(): Manifests {
    if (this.#manifests === undefined) throw new Error('manifests are there from the test `dry run` on: use them inside tests');
    return this.#manifests;
  }

  /**
   * Reads the folders. `clusterWide` are the kinds of the whole cluster that the lesson allows, `hosts` those for which a rule
   * without a host answers, `allows` what its objects do beyond their own namespaces, `namespaces` those that it has
   * beside its own. What of them cannot be taken is told by the test `dry run`.
   */
  load(standsOn: readonly string[], { clusterWide = [], hosts, allows = [], podNeeds = {}, accountKinds = [], credentials = [], namespaces = {}, registry, apply }: LoadOptions = {}): void {
    refuseTokensWithRights(podNeeds.tokens === true, accountKinds);
    this.#allows = allows;
    this.#podNeeds = podNeeds;
    this.#accountKinds = accountKinds;
    this.#credentials = credentials;
    this.#others = namespaces;
    this.#registry = registry;
    this.#clusterWide = clusterWide;
    this.#hosts = hosts;
    const manifests = Manifests.load(this.context.manifests, this.context.lesson, standsOn);
    if (this.context.verify !== undefined) {
      this.#manifests = apply === undefined ? manifests : manifests.with(this.#later(apply, standsOn));
      return;
    }
    const inVain = ({ kind }: Manifest): boolean => !this.allowed.includes('accounts') && givesRightsInVain(kind, [...accountKinds, ...clusterWide]);
    const isLeftOut = (manifest: Manifest): boolean => inVain(manifest) || isAutoscaler(manifest);
    this.#leftOut = manifests.all().filter(isLeftOut);
    this.#manifests = manifests.changed((manifest) => autoscaled(manifest, this.#leftOut)).without(isLeftOut);
  }

  /** Objects that are applied in the course of the lesson: until then they are in the folder alone. */
  #later(apply: NonNullable<LoadOptions['apply']>, standsOn: readonly string[]): Manifest[] {
    const folders = { ...this.context.manifests };
    delete folders.applied;
    const all = Manifests.load(folders, this.context.lesson, standsOn).all();
    return all.filter((manifest) => !apply(manifest, all));
  }

  /** Where a learner finds the file of a manifest. */
  #fileOf(manifest: Manifest): string | undefined {
    const { file } = manifest.at();
    const { dir, ours } = this.context.manifests;
    const path = [dir, ours].map((folder) => join(folder, file ?? '')).find((each) => existsSync(each));
    return file === undefined || path === undefined ? undefined : relative(process.cwd(), path);
  }

  /** Whether the folders were read: before that nobody can say what is in none. */
  get loaded(): boolean {
    return this.#manifests !== undefined;
  }

  manifestOf(object: ObjectName): Manifest | undefined {
    return this.#manifests?.named(object);
  }

  /** What the learner calls an object that the lesson calls so. */
  called(kind: string, name: string): string {
    if (this.#manifests !== undefined) return this.#manifests.called(kind, name);
    const { names = [], objects = [] } = this.context.manifests.applied ?? {};
    return nameOf(kind, name, names, (id) => objects.some((each) => `${each.kind ?? ''}/${each.metadata?.name ?? ''}` === id));
  }

  /** What to do about an object that is in no folder. */
  hintForMissing(kind: string, name: string): Text {
    const { hint, ja } = (this.#manifests ?? new Manifests([])).missing(kind, name, this.context.lesson).failure;
    return { en: hint, ja: ja.hint };
  }

  /** Asks for storage classes anew: one is being made. */
  forgetClasses(): void {
    this.#classes = undefined;
  }

  /** The cluster's storage classes, asked for once. */
  classes(): Promise<StorageClass[]> {
    this.#classes ??= this.sees('StorageClass') ? this.client.list<StorageClass>('storage.k8s.io/v1', 'StorageClass').then((list) => list.items) : Promise.resolve([]);
    return this.#classes;
  }

  /** Whether the objects of a kind may be looked at: in somebody else's namespace not all of them may. */
  sees(kind: string): boolean {
    return this.context.verify?.unseen.includes(kind) !== true;
  }

  /** The volumes of this run, or those that are there; none where they may not be seen. */
  volumes(): WatchSource<Volume> {
    if (!this.sees('PersistentVolume')) return nothing;
    return apiSource<Volume>(this.client, 'v1', 'PersistentVolume', this.context.verify === undefined ? { labels: this.labels } : {});
  }

  /** The most that a node has of each resource; nothing on a cluster whose nodes are out of our sight. */
  async room(): Promise<Room> {
    return largestRoom(await this.nodes());
  }

  /** What all nodes have of each resource together; nothing on a cluster whose nodes are out of our sight. */
  async roomInAll(): Promise<Room> {
    return roomInAll(await this.nodes());
  }

  /** The nodes, asked for once; none where they are out of our sight. */
  async nodes(): Promise<NodeSize[]> {
    this.#nodes ??= this.client.list<NodeSize>('v1', 'Node').then(({ items }) => items, () => []);
    return await this.#nodes;
  }

  /** Whether pods may have tokens for the API server. Few pods of lessons speak to it, and what has no token cannot be made to. */
  get givesTokens(): boolean {
    return this.withoutTokens === undefined;
  }

  /** Which tokens pods have not. */
  get withoutTokens(): true | 'all' | undefined {
    return this.allowed.includes('accounts') ? undefined : tokensTaken(this.#podNeeds);
  }

  /** Whether pods may have the priority of what keeps the cluster running, and whoever asks for it is told; elsewhere it is left out. */
  get givesSystemPriority(): boolean {
    return this.allowed.includes('nodes') || this.#clusterWide.includes('PriorityClass');
  }

  /** Namespaces of the folder's files for which that of the run stands: what they name there is ours. */
  get standsFor(): ReadonlySet<string> {
    return learnersNamespaces((this.#manifests?.all() ?? []).filter(({ kind, name }) => kind !== 'Namespace' || this.#others[name] === undefined));
  }

  /** What isolation must know about the cluster and the lesson. */
  async isolationFacts(): Promise<Omit<Isolation, 'namespace'>> {
    const classes = await this.classes();
    const manifests = this.#manifests?.all() ?? [];
    const others = Object.keys(this.#others);
    return {
      standsFor: this.standsFor,
      storageClasses: classes.map((each) => each.metadata?.name ?? ''),
      hasDefaultClass: classes.some((each) => each.metadata?.annotations?.['storageclass.kubernetes.io/is-default-class'] === 'true'),
      brings: new Set(manifests.map(({ id }) => id)),
      accounts: accountsIn(manifests),
      clusterWide: this.#clusterWide,
      ...defined({ registry: this.#registry === undefined ? undefined : { written: this.#registry.host, host: hostName(this.#registry.host, { namespace: `${this.context.lesson}-${this.context.runId}` }), password: { written: this.#registry.password, own: this.#registryPassword } } }),
      ...(this.allowed.includes('kinds') ? { otherKinds: true } : {}),
      ...(this.givesSystemPriority ? {} : { withoutSystemPriority: true }),
      ...defined({ withoutTokens: this.withoutTokens, hosts: this.#hosts, others: others.length === 0 ? undefined : new Map(others.map((name) => [name, this.nameOf(name)])), nodeFolders: this.#podNeeds.nodeFolders }),
    };
  }

  /** Says what the lesson is doing now. */
  step(text: Text): void {
    void tellRunner({ type: 'step', text });
  }

  keep(timeline: Timeline): void {
    this.running.timelines.push(timeline);
  }
}
