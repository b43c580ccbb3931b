import type { Claim, Event, KubeObject, Pod, Volume } from '../client/objects.ts';
import type { ListScope } from '../client/cluster-client.ts';
import type { Blame } from '../expect/blame.ts';
import { show } from '../text/show.ts';
import { Manifest } from '../manifests/manifest.ts';
import type { ObjectName } from '../manifests/manifest.ts';
import { asLearnerWrote, isOwnName } from '../manifests/isolation/names.ts';
import type { Isolation } from '../manifests/isolation/isolation.ts';
import { lastErrorLine } from '../access/last-error-line.ts';
import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { apiSource } from '../wait/api-source.ts';
import { claimProblems } from '../wait/claim-problems.ts';
import { systemClock } from '../wait/clock.ts';
import { hintOfPath } from '../wait/path-in-words.ts';
import { faultInWords } from '../wait/fault-in-words.ts';
import { podProblems } from '../wait/pod-problems.ts';
import type { Problem, Start } from '../wait/problem.ts';
import { watchSnapshots } from '../wait/snapshot.ts';
import type { Snapshot, SnapshotSources } from '../wait/snapshot.ts';
import type { WatchSource } from '../wait/watch-objects.ts';
import { claimNames, volumeElsewhere } from '../wait/volume-place.ts';
import { waitUntil } from '../wait/wait-until.ts';
import { defined } from '../values/defined.ts';
import type { Session } from './session.ts';

/** The options of every wait. */
export interface WaitOptions {
  /** Milliseconds; 60 000 when absent. */
  within?: number;
  /** What is at fault when the harness itself does not know. */
  blame?: Blame;
  /** How the programs start that are waited for: the more is known, the sooner what keeps them is certain. */
  starts?: Start;
}

export const defaultWaitMs = 60_000;

/** Events that say nothing about what keeps a pod: each pod that starts well leaves these. */
const routine = ['Scheduled', 'Pulling', 'Pulled', 'Created', 'Started'];

/** Pods, and what keeps them from running. */
export interface Workload extends Record<string, KubeObject> {
  pods: Pod;
  events: Event & KubeObject;
  claims: Claim;
  volumes: Volume;
}

export interface ScopeWait<Kinds extends Record<string, KubeObject>, R> {
  object: ObjectName;
  state: Text;
  sources: SnapshotSources<Kinds>;
  reached(snapshot: Snapshot<Kinds>): R | undefined;
  describe(snapshot: Snapshot<Kinds>): Text;
  problems?(snapshot: Snapshot<Kinds>): Problem[];
  options: WaitOptions | undefined;
  /** Ends the wait before its test is over. */
  signal?: AbortSignal;
}

/** Watches and waits in one namespace. */
export class Watcher {
  readonly session: Session;
  readonly isolation: Isolation;
  /** Problems that a wait in this scope has waited out. */
  readonly #proved = new Set<string>();
  readonly #manifestOf: (object: ObjectName) => Manifest | undefined;

  constructor(session: Session, isolation: Isolation, manifestOf: (object: ObjectName) => Manifest | undefined) {
    this.session = session;
    this.isolation = isolation;
    this.#manifestOf = manifestOf;
  }

  /** The objects of a kind in the namespace. */
  source<T extends KubeObject>(apiVersion: string, kind: string, scope: Omit<ListScope, 'namespace'> = {}): WatchSource<T> {
    return apiSource<T>(this.session.client, apiVersion, kind, { ...scope, namespace: this.isolation.namespace });
  }

  /** Sources with which a wait for pods can say why they do not come. */
  workload(pods: Omit<ListScope, 'namespace'> = {}): SnapshotSources<Workload> {
    return {
      pods: this.source<Pod>('v1', 'Pod', pods),
      events: this.source<Event & KubeObject>('v1', 'Event', { fields: routine.map((reason) => `reason!=${reason}`).join(',') }),
      claims: this.source<Claim>('v1', 'PersistentVolumeClaim'),
      volumes: this.session.volumes(),
    };
  }

  /** Problems of those pods, those of their claims first: an unbound claim is why a pod is not scheduled. */
  async workloadProblems(): Promise<(snapshot: Snapshot<Workload>, concerns: (pod: Pod) => boolean) => Problem[]> {
    const [classes, room, nodes] = await Promise.all([this.session.classes(), this.session.room(), this.session.nodes()]);
    return (snapshot, concerns) => {
      const pods = snapshot.pods.filter(concerns);
      const claimed = new Set(pods.flatMap(claimNames));
      const claims = snapshot.claims.filter((claim) => claimed.has(claim.metadata?.name ?? ''));
      const volumes = this.own(snapshot.volumes);
      const there = new Set(claims.map((claim) => claim.metadata?.name ?? ''));
      return [
        // Nothing is concluded about a claim where volumes or classes are out of sight.
        ...(this.session.sees('PersistentVolume') && this.session.sees('StorageClass') ? claims : []).flatMap((claim) => claimProblems(claim, { claims, volumes, classes, nodes })),
        ...pods.flatMap((pod) => volumeElsewhere(pod, claims, volumes)),
        ...pods.flatMap((pod) => podProblems(pod, snapshot.events, { room, claims: there, nodes })),
      ];
    };
  }

  /** Of the volumes those of this namespace. */
  own(volumes: readonly Volume[]): Volume[] {
    const { verify } = this.session.context;
    if (verify !== undefined) return volumes.filter(({ metadata, spec }) => spec?.claimRef?.namespace === verify.namespace || this.session.manifestOf(`PersistentVolume/${metadata?.name ?? ''}`) !== undefined);
    return volumes.filter((volume) => isOwnName(volume.metadata?.name, this.isolation));
  }

  /** Waits in the running test. Throws LessonFailure. */
  async until<Kinds extends Record<string, KubeObject>, R>(wait: ScopeWait<Kinds, R>): Promise<R> {
    const { session } = this;
    const { blame, within, starts } = wait.options ?? {};
    const judged = (problem: Problem): Problem => ({ ...problem, graceMs: (starts === undefined ? undefined : problem.graceOf?.[starts]) ?? problem.graceMs });
    return await waitUntil<Snapshot<Kinds>, R>(
      {
        object: wait.object,
        state: wait.state,
        withinMs: within ?? defaultWaitMs,
        watch: (signal) => watchSnapshots<Kinds>(wait.sources, { clock: systemClock, signal }),
        reached: (snapshot) => wait.reached(snapshot),
        describe: (snapshot) => wait.describe(snapshot),
        problems: (snapshot) => (wait.problems?.(snapshot) ?? []).map(judged),
        ...(blame === undefined ? {} : { blame: this.#blame(blame) }),
      },
      {
        clock: systemClock,
        signal: wait.signal === undefined ? session.running.signal : AbortSignal.any([session.running.signal, wait.signal]),
        step: (text) => { session.step(text); },
        keep: (timeline) => { session.keep(timeline); },
        locate: (object, field) => this.#locate(object, field),
        proved: this.#proved,
        learnersTerms: (text) => asLearnerWrote(text, this.isolation),
        more: (problem) => this.#lastErrorLine(problem),
      },
    );
  }

  /** What a container said last: before it ended, which tells more than its exit code, or while it goes on; and where the file lies of which it complains. */
  async #lastErrorLine({ container, object, field = '' }: Problem): Promise<{ observed: Text; hint?: Text; field?: string } | undefined> {
    if (container === undefined) return undefined;
    const { client, running } = this.session;
    const words = await lastErrorLine(client, { pod: container.pod, container: container.container, namespace: this.isolation.namespace }, { previous: container.running !== true, signal: running.signal });
    if (words === undefined) return undefined;
    const path = /^.*?ontainers\[[^\]]+\]/.exec(field)?.[0];
    const manifest = this.#manifestOf(object);
    const written = manifest?.get<object>(path ?? 'spec');
    const fault = path !== field || manifest === undefined || written === undefined ? undefined : faultInWords(words, { manifest, path, written });
    return { observed: texts.wait.container.lastErrorLine(show(words)), ...defined({ hint: hintOfPath(words, written), field: fault }) };
  }

  #blame(blame: Blame): { object: ObjectName; field?: string; hint?: Text } {
    return {
      object: blame.on instanceof Manifest ? blame.on.id : (this.#manifestOf(blame.on)?.id ?? blame.on),
      ...(blame.field === undefined ? {} : { field: blame.field }),
      ...(blame.hint === undefined ? {} : { hint: blame.hint }),
    };
  }

  #locate(object: ObjectName, field = ''): { object: ObjectName; field?: string; position: Partial<{ file: string; line: number }> } | undefined {
    const manifest = this.#manifestOf(object);
    if (manifest === undefined) return undefined;
    return { object: manifest.writtenAs, ...(field === '' ? {} : { field: manifest.path(field) }), position: manifest.at(field) };
  }
}
