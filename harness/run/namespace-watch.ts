import { ApiError } from '../client/api-error.ts';
import type { ClusterClient } from '../client/cluster-client.ts';
import type { Kind } from '../client/kinds.ts';
import type { KubeObject } from '../client/objects.ts';
import { apiSource } from '../wait/api-source.ts';
import type { Clock } from '../wait/clock.ts';
import { Queue } from '../wait/queue.ts';
import { watchObjects } from '../wait/watch-objects.ts';
import type { ObjectName } from '../manifests/manifest.ts';
import { runLabel } from '../manifests/own-labels.ts';
import { appliedChange, type AppliedChange } from '../manifests/applied/change.ts';
import { readOutside, seenKinds, Sight, type ReadNamespace } from '../manifests/applied/read-namespace.ts';

export interface NamespaceWatchOptions {
  namespace: string;
  /** Objects of the whole cluster that belong to it, as `Kind/name`. */
  names: readonly string[];
  clock: Clock;
  /** Its end is the end of all watches. */
  signal: AbortSignal;
}

interface ObjectChange {
  what: AppliedChange;
  object: ObjectName;
}

/** Milliseconds of quiet after which changes that came together are over, and the most that they are waited for. */
const together = { quietMs: 60, mostMs: 300 };

/**
 * Follows the objects of a namespace, as {@link readNamespace} reads them: by watches, one for each kind that may be listed. What runs of
 * the suite make there themselves is left out.
 */
export class NamespaceWatch {
  readonly #client: ClusterClient;
  readonly #options: NamespaceWatchOptions;
  readonly #sight = new Sight();
  /** As the server sends them, without their kind. */
  readonly #objects = new Map<Kind, readonly KubeObject[]>();
  readonly #changes = new Queue<ObjectChange>();

  private constructor(client: ClusterClient, options: NamespaceWatchOptions) {
    this.#client = client;
    this.#options = options;
  }

  /** Resolves when all kinds were listed. Throws ApiError and EnvironmentError. */
  static async open(client: ClusterClient, options: NamespaceWatchOptions): Promise<NamespaceWatch> {
    const opened = new NamespaceWatch(client, options);
    await Promise.all(seenKinds.map(async (kind) => { await opened.#listed(kind); }));
    return opened;
  }

  /** What is there now. */
  async read(): Promise<ReadNamespace> {
    const { namespace, names, signal } = this.#options;
    const inside = [...this.#objects].flatMap(([kind, objects]) => objects.map((object) => ofKind(kind, object)));
    const outside = await readOutside(this.#client, { namespace, names, inside, sight: this.#sight, signal });
    return { objects: [...inside, ...outside], unseen: this.#sight.unseen };
  }

  /**
   * The next change, together with those that come right after it: the objects that a person has made, changed or removed; none where
   * only a state has changed. Throws the reason of the signal, and EnvironmentError when the cluster is lost.
   */
  async next(): Promise<ReadonlySet<ObjectName>> {
    const { clock, signal } = this.#options;
    const changes = [await this.#changes.next()];
    const until = clock.now() + together.mostMs;
    for (let quiet = false; !quiet && clock.now() < until;) {
      const before = this.#changes.size;
      await clock.delay(together.quietMs, signal);
      quiet = this.#changes.size === before;
    }
    while (this.#changes.size > 0) changes.push(await this.#changes.next());
    return new Set(changes.filter(({ what }) => what === 'written').map(({ object }) => object));
  }

  /** Begins to follow a kind; resolves when it was listed, or may not be. */
  async #listed(kind: Kind): Promise<void> {
    const listed = Promise.withResolvers<undefined>();
    void this.#follow(kind, () => { listed.resolve(undefined); }).catch((error: unknown) => {
      listed.reject(error);
      this.#changes.fail(error);
    });
    await listed.promise;
  }

  async #follow(kind: Kind, onListed: () => void): Promise<void> {
    const { namespace, clock, signal } = this.#options;
    try {
      for await (const { objects } of watchObjects(apiSource<KubeObject>(this.#client, kind.apiVersion, kind.kind, { namespace }), { clock, signal })) {
        const now = objects.filter(({ metadata }) => metadata?.labels?.[runLabel] === undefined);
        const before = this.#objects.get(kind);
        this.#objects.set(kind, now);
        if (before === undefined) onListed();
        else for (const change of changesOf(kind, before, now)) this.#changes.push(change);
      }
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 403) throw error;
      this.#sight.lose(kind.kind);
      this.#objects.set(kind, []);
      onListed();
    }
  }
}

function ofKind({ apiVersion, kind }: Kind, object: KubeObject): KubeObject {
  return { apiVersion, kind, ...object };
}

function changesOf(kind: Kind, before: readonly KubeObject[], now: readonly KubeObject[]): ObjectChange[] {
  const [old, present] = [byName(before), byName(now)];
  const known = (object: KubeObject | undefined): KubeObject | undefined => (object === undefined ? undefined : ofKind(kind, object));
  return [...new Set([...old.keys(), ...present.keys()])].flatMap((name) => {
    const [was, is] = [old.get(name), present.get(name)];
    const what = was === is ? undefined : appliedChange(known(was), known(is));
    return what === undefined ? [] : { what, object: `${kind.kind}/${name}` };
  });
}

function byName(objects: readonly KubeObject[]): ReadonlyMap<string, KubeObject> {
  return new Map(objects.map((each) => [each.metadata?.name ?? '', each]));
}
