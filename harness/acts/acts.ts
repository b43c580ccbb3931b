import { isDeepStrictEqual } from 'node:util';
import type { ClusterClient, ObjectRef } from '../client/cluster-client.ts';
import type { KubeObject } from '../client/objects.ts';
import type { Manifest, ObjectName } from '../manifests/manifest.ts';
import { lastApplied } from '../manifests/applied/as-written.ts';
import { unexported } from '../manifests/reading/exported.ts';
import { tellRunner } from '../lesson-process/events.ts';
import { verbatim } from '../text/language.ts';
import { apiSource } from '../wait/api-source.ts';
import { systemClock } from '../wait/clock.ts';
import { watchObjects } from '../wait/watch-objects.ts';
import { editsBetween, isDone, patchOf } from './edits.ts';
import { applyCommand, deleteCommand, editCommand, scaleCommand, undoCommand, type Place } from './kubectl-command.ts';

/** Who makes the changes of a test where what a learner has applied is judged. */
export type Actor = 'learner' | 'suite';

/** The learner has not done what was asked for; nothing is known but that. */
export class NotDone extends Error {
  override readonly name = 'NotDone';
  readonly command: string;

  constructor(command: string) {
    super(`not done: ${command}`);
    this.command = command;
  }
}

export interface ActsOptions {
  client: ClusterClient;
  place: Place;
  /** Path of the file of a manifest from where the learner is; undefined where none is known. */
  fileOf: (manifest: Manifest) => string | undefined;
  /** Milliseconds for which an act of the learner is waited for. */
  waitMs: number;
  /** Of the running test. */
  actor: () => Actor | undefined;
  signal: () => AbortSignal;
}

/** One act: the command by which a person does it, how it is done without one, and how it shows that it was done. */
interface Act {
  ref: ObjectRef;
  command: string;
  perform: () => Promise<unknown>;
  isDone: (live: KubeObject | undefined) => boolean;
}

/**
 * The changes that tests make to what a learner has applied: the learner makes them and the suite waits until it sees them, or the suite
 * makes them itself, changes nothing beside them, and puts them back at the end.
 */
export class Acts {
  readonly #options: ActsOptions;
  /** What was there before the suite acted, by address; undefined: nothing. */
  readonly #before = new Map<string, { ref: ObjectRef; object: KubeObject | undefined }>();
  #waitedMs = 0;
  #waitsSince: number | undefined;

  constructor(options: ActsOptions) {
    this.#options = options;
  }

  /** Whether the running test's changes go through here. */
  get areAsked(): boolean {
    return this.#options.actor() !== undefined;
  }

  /** Milliseconds for which the learner was waited for, up to now. */
  get waitedMs(): number {
    return this.#waitedMs + (this.#waitsSince === undefined ? 0 : performance.now() - this.#waitsSince);
  }

  /** Has an object say what a manifest says; does nothing where it does. */
  async apply(manifest: Manifest): Promise<void> {
    const { client, place, fileOf } = this.#options;
    const ref = this.#ref(manifest);
    const live = await client.read(ref);
    if (live === undefined) {
      const file = fileOf(manifest);
      await this.#act({
        ref, command: file === undefined ? applyCommand(place, manifest.id) : applyCommand(place, file),
        perform: () => client.create(within(place.namespace, manifest.object)), isDone: (now) => now !== undefined,
      });
      // What stands in the file may be something else.
      if (this.#options.actor() === 'learner') await this.apply(manifest);
      return;
    }
    const edits = editsBetween({ apiVersion: manifest.apiVersion, kind: manifest.kind, ...live }, manifest.object);
    if (edits.length === 0) return;
    const patch = patchOf(live, edits);
    await this.#act({
      ref, command: editCommand(place, manifest.id, edits, patch),
      perform: () => client.edit(ref, patch), isDone: (now) => now !== undefined && isDone(now, edits),
    });
  }

  /** Has an object go; does nothing where there is none. */
  async delete(ref: ObjectRef): Promise<void> {
    const { client, place } = this.#options;
    const live = await client.read(ref);
    if (live === undefined) return;
    const { uid } = live.metadata ?? {};
    await this.#act({ ref, command: deleteCommand(place, idOf(ref)), perform: () => client.delete(ref), isDone: (now) => now?.metadata?.uid !== uid || now?.metadata?.deletionTimestamp !== undefined });
  }

  /** Has a workload have so many replicas; does nothing where it has. */
  async scale(ref: ObjectRef, replicas: number): Promise<void> {
    const { client, place } = this.#options;
    const has = (now: KubeObject | undefined): boolean => (now as { spec?: { replicas?: number } } | undefined)?.spec?.replicas === replicas;
    if (has(await client.read(ref))) return;
    await this.#act({ ref, command: scaleCommand(place, idOf(ref), replicas), perform: () => client.patch(ref, { spec: { replicas } }, 'scale'), isDone: has });
  }

  /** Has a Deployment go back to the template of a revision. */
  async undo(ref: ObjectRef, revision: number | undefined, template: object): Promise<void> {
    const { client, place } = this.#options;
    const templateOf = (now: KubeObject | undefined): unknown => (now as { spec?: { template?: unknown } } | undefined)?.spec?.template;
    await this.#act({ ref, command: undoCommand(place, idOf(ref), revision), perform: () => client.replaceAt(ref, { '/spec/template': template }), isDone: (now) => isDeepStrictEqual(withoutEmpty(templateOf(now)), withoutEmpty(template)) });
  }

  /** Puts back what the suite has changed itself, last in first out: what a person has written in each object, and which there are. */
  async putBack(): Promise<void> {
    const { client } = this.#options;
    for (const { ref, object } of [...this.#before.values()].toReversed()) {
      const now = await client.read(ref);
      const named = (live: KubeObject): KubeObject => ({ apiVersion: ref.apiVersion, kind: ref.kind, ...live });
      if (object === undefined) await client.delete(ref);
      else if (now === undefined) await client.create(asBefore(named(object)));
      else {
        const patch = patchOf(now, editsBetween(named(now), named(object)));
        if (patch.length > 0) await client.edit(ref, patch);
      }
    }
    this.#before.clear();
  }

  async #act(act: Act): Promise<void> {
    if (this.#options.actor() === 'learner') await this.#ask(act);
    else await this.#perform(act);
  }

  async #perform({ ref, command, perform }: Act): Promise<void> {
    const key = `${ref.kind}/${ref.name}`;
    if (!this.#before.has(key)) this.#before.set(key, { ref, object: await this.#options.client.read(ref) });
    await tellRunner({ type: 'acts', command });
    await perform();
  }

  /** Throws {@link NotDone} when it is not done in time. */
  async #ask({ ref, command, isDone }: Act): Promise<void> {
    const { client, waitMs, signal } = this.#options;
    await tellRunner({ type: 'ask', command });
    await tellRunner({ type: 'step', text: verbatim(command) });
    const late = AbortSignal.timeout(waitMs);
    const askedAt = performance.now();
    this.#waitsSince = askedAt;
    try {
      const source = apiSource<KubeObject>(client, ref.apiVersion, ref.kind, { name: ref.name, ...(ref.namespace === undefined ? {} : { namespace: ref.namespace }) });
      for await (const { objects } of watchObjects(source, { clock: systemClock, signal: AbortSignal.any([signal(), late]) })) if (isDone(objects[0])) break;
    } catch (error) {
      if (late.aborted && !signal().aborted) throw new NotDone(command);
      throw error;
    } finally {
      this.#waitedMs += performance.now() - askedAt;
      this.#waitsSince = undefined;
    }
    await tellRunner({ type: 'done by hand', command, afterMs: performance.now() - askedAt });
  }

  #ref({ apiVersion, kind, name }: Manifest): ObjectRef {
    return { apiVersion, kind, name, namespace: this.#options.place.namespace };
  }
}

/** An object as it was created, with what `kubectl apply` has noted of it: the next apply then knows what is its own. */
function asBefore(object: KubeObject): KubeObject {
  const noted = Object.entries(object.metadata?.annotations ?? {}).filter(([key]) => key === lastApplied);
  const value: KubeObject = unexported({ ...object }).value;
  return { ...value, metadata: { ...value.metadata, annotations: { ...value.metadata?.annotations, ...Object.fromEntries(noted) } } };
}

function within(namespace: string, object: KubeObject): KubeObject {
  return { ...object, metadata: { ...object.metadata, namespace } };
}

function idOf({ kind, name }: ObjectRef): ObjectName {
  return `${kind}/${name}`;
}

/** The server leaves out what is empty. */
function withoutEmpty(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null), (_, each: unknown) => (typeof each === 'object' && each !== null && Object.keys(each).length === 0 ? undefined : each)) as unknown;
}
