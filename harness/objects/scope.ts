import { kindNamed } from '../client/kinds.ts';
import type { KubeObject } from '../client/objects.ts';
import type { ObjectRef } from '../client/cluster-client.ts';
import { locate, type Blame, type FailureContext } from '../expect/blame.ts';
import type { Manifest, ObjectName } from '../manifests/manifest.ts';
import { ownId } from '../manifests/applied/own-names.ts';
import { nameOnCluster } from '../manifests/isolation/names.ts';
import type { Isolation } from '../manifests/isolation/isolation.ts';
import { asText, verbatim, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import type { Session } from './session.ts';
import { watchAbsence } from '../wait/absence.ts';
import { systemClock } from '../wait/clock.ts';
import { watchSnapshots, type Snapshot } from '../wait/snapshot.ts';
import { Watcher } from './watcher.ts';
import type { WaitOptions } from './watcher.ts';
import { kindAndName } from '../values/kind-and-name.ts';

/** A wait for anything that no other wait knows. */
export interface FreeWait<O extends KubeObject, R> extends WaitOptions {
  apiVersion: string;
  kind: string;
  name?: string;
  labels?: Record<string, string>;
  /** The state in words. */
  state: Text;
  /** Looks at the objects after each change; undefined: not yet. */
  seen: (objects: O[]) => R | undefined;
  describe?: (objects: O[]) => Text;
}

/** An object that must not come. */
export interface AbsentObject extends Omit<Blame, 'on'> {
  /** `Pod/alone`; `Pod/*` for any of that kind. */
  object: ObjectName;
  labels?: Record<string, string>;
  /** What must not come, in words, such as the end of a container; the object when absent. */
  what?: Text;
  /** Milliseconds over which it is watched. */
  forMs: number;
  /** Which of those that are there counts; all when absent. */
  counts?: (object: KubeObject) => boolean;
  /** Who is to blame when it comes; the object itself when absent. */
  on?: Blame['on'];
}

/** One namespace of a lesson: reads, waits and deletes in it. Names are the learner's. Handles of objects stand on it. */
export class Scope implements FailureContext {
  readonly namespace: string;
  readonly session: Session;
  readonly isolation: Isolation;
  readonly watcher: Watcher;
  readonly #applied = new Map<ObjectName, Manifest>();

  constructor(session: Session, namespace: string) {
    this.session = session;
    this.namespace = namespace;
    // What the cluster has and what the lesson brings is found out when the namespace is made.
    this.isolation = { namespace, storageClasses: [], hasDefaultClass: false, ...(session.context.verify === undefined ? {} : { asIs: true }) };
    this.watcher = new Watcher(session, this.isolation, (object) => this.manifestOf(object));
  }

  /** What was applied here last under each name. */
  get applied(): Manifest[] {
    return [...this.#applied.values()];
  }

  /** Notes that a manifest was applied here: from then on it explains the object of its name, and others of this namespace mean it. */
  noteApplied(manifest: Manifest): void {
    this.#applied.set(manifest.id, manifest);
    if (manifest.kind === 'StorageClass') this.session.forgetClasses();
    this.isolation.brings = new Set([...(this.isolation.brings ?? []), manifest.id]);
  }

  /** What the learner calls an object that the lesson calls so. */
  called(kind: string, name: string): string {
    return this.session.called(kind, name);
  }

  /** The same of `Kind/name`. */
  calledId(id: ObjectName): ObjectName {
    return ownId(id, (kind, name) => this.called(kind, name));
  }

  /** Asks for deletion; resolves when the server has accepted it, also when there was nothing to delete. */
  async delete(what: Manifest | ObjectName, options: { graceSeconds?: number } = {}): Promise<void> {
    const { kind, name } = typeof what === 'string' ? kindAndName(this.calledId(what)) : what;
    const apiVersion = typeof what === 'string' ? (this.manifestOf(what)?.apiVersion ?? kindNamed(kind)?.apiVersion ?? 'v1') : what.apiVersion;
    const { graceSeconds } = options;
    const { acts, client } = this.session;
    if (acts?.areAsked === true) await acts.delete(this.#ref(apiVersion, kind, name));
    else await client.delete(this.#ref(apiVersion, kind, name), graceSeconds === undefined ? {} : { graceSeconds });
  }

  /** One object now; undefined when there is none. */
  async read<T = KubeObject>(apiVersion: string, kind: string, name: string): Promise<T | undefined> {
    return await this.session.client.read<T>(this.#ref(apiVersion, kind, name));
  }

  /** The objects of a kind in the namespace now. */
  async list<T = KubeObject>(apiVersion: string, kind: string, options: { labels?: Record<string, string> } = {}): Promise<T[]> {
    return (await this.session.client.list<T>(apiVersion, kind, { ...options, namespace: this.namespace })).items;
  }

  /** Waits for whatever `seen` looks for. Throws LessonFailure. */
  async until<O extends KubeObject, R>(wait: FreeWait<O, R>): Promise<R> {
    const { apiVersion, kind, labels, state, seen, describe = summary } = wait;
    const name = wait.name === undefined ? undefined : this.called(kind, wait.name);
    return await this.watcher.until({
      object: `${kind}/${name ?? Object.values(labels ?? {}).join(',')}`,
      state: asText(state),
      sources: { objects: this.watcher.source<O>(apiVersion, kind, { ...(name === undefined ? {} : { name }), ...(labels === undefined ? {} : { labels }) }) },
      reached: ({ objects }) => seen(objects),
      describe: ({ objects }) => asText(describe(objects)),
      options: wait,
    });
  }

  /** Watches over a stated window that no such object comes. Throws LessonFailure as soon as one does. */
  async absent({ object: wanted, what, labels, forMs, counts = () => true, on = wanted, field, hint }: AbsentObject): Promise<void> {
    const object = this.calledId(wanted);
    const { kind, name } = kindAndName(object);
    const { apiVersion = 'v1' } = kindNamed(kind) ?? {};
    const source = this.watcher.source<KubeObject>(apiVersion, kind, { ...(name === '*' ? {} : { name: nameOnCluster(kind, name, this.isolation) }), ...(labels === undefined ? {} : { labels }) });
    const { running } = this.session;
    await watchAbsence<Snapshot<{ objects: KubeObject }>>(
      {
        what: what ?? verbatim(object), forMs,
        watch: (signal) => watchSnapshots({ objects: source }, { clock: systemClock, signal }),
        present: ({ objects }) => {
          const name = objects.find(counts)?.metadata?.name;
          return name === undefined ? undefined : verbatim(name);
        },
        location: { ...locate(this, { on, ...(field === undefined ? {} : { field }) }), hint: hint ?? verbatim('') },
      },
      { clock: systemClock, signal: running.signal, step: (text) => { this.session.step(text); } },
    );
  }

  manifestOf(object: ObjectName): Manifest | undefined {
    return this.#applied.get(object) ?? this.session.manifestOf(object);
  }

  #ref(apiVersion: string, kind: string, name: string): ObjectRef {
    return { apiVersion, kind, name: nameOnCluster(kind, name, this.isolation), namespace: this.namespace };
  }
}

function summary(objects: readonly KubeObject[]): Text {
  return objects.length === 0 ? texts.objects.none : texts.objects.count(objects.length, objects.map((object) => object.metadata?.name ?? '').join(', '));
}
