import { setTimeout as pause } from 'node:timers/promises';
import pLimit from 'p-limit';
import type { ClusterClient } from '../client/cluster-client.ts';
import { kinds, type Kind } from '../client/kinds.ts';
import type { Claim, KubeObject } from '../client/objects.ts';
import type { RunContext } from '../lesson-process/run-context.ts';
import { namesOf } from '../manifests/contract.ts';
import { runLabel } from '../manifests/own-labels.ts';
import { readContract } from '../manifests/read-contract.ts';
import { describeError } from '../text/error-text.ts';
import { solvedAnnotation } from '../workshop/solve.ts';
import { BoardClient } from './board-client.ts';
import type { BoardLesson } from './judge.ts';
import type { Rows } from './rows.ts';
import type { SharedObjects } from './shared-objects.ts';
import { unreadSecrets } from './unread-secrets.ts';

/** Kinds that are followed: what lessons look at, but for Secrets. */
export const followedKinds: readonly Kind[] = kinds.filter(({ kind, perRun }) => !['Secret', 'Lease', 'ControllerRevision', 'ReplicationController', 'Node', 'Namespace'].includes(kind) && (perRun !== true || ['PersistentVolume', 'StorageClass', 'IngressClass'].includes(kind)));

/** Records that tell of changes, rather than being some. */
const records = ['Event', 'EndpointSlice'];

/** Milliseconds of quiet after which changes that came together are judged. */
const quietMs = 200;

/** Judgements that may compute side by side; one that has only waited for this long makes room for the next. */
const startsAtOnce = 16;
const startMs = 400;

/** Milliseconds after which a judgement in which something could not be seen yet is made again, although nothing has changed: logs change without a watch. */
const againMs = 30_000;

export interface BoardOptions {
  lessons: readonly BoardLesson[];
  rows: Rows;
  shared: SharedObjects;
  client: ClusterClient;
  /** All but what differs between namespaces. */
  context: Omit<RunContext, 'lesson' | 'verify'>;
  signal: AbortSignal;
  /** Called with the name of a row that has changed. */
  onRow: (name: string) => void;
}

/** Judges the namespaces of a room, and each again when something in it changes. */
export class Board {
  readonly #options: BoardOptions;
  readonly #limit = pLimit(startsAtOnce);
  readonly #judging = new Map<string, AbortController>();
  readonly #quiet = new Map<string, NodeJS.Timeout>();

  constructor(options: BoardOptions) {
    this.#options = options;
    const stop = options.shared.onChange(({ kind }, namespace, { object }) => {
      if (records.includes(kind) || object.metadata?.labels?.[runLabel] !== undefined) return;
      const changed = namespace ?? (kind === 'PersistentVolume' ? claimedBy(object) : undefined);
      if (changed !== undefined && options.rows.row(changed) !== undefined) this.#soon(changed, quietMs);
    });
    options.signal.addEventListener('abort', () => {
      stop();
      for (const timer of this.#quiet.values()) clearTimeout(timer);
      for (const judging of this.#judging.values()) judging.abort();
    });
  }

  /** Adds a learner; resolves when all that can be said at once of the lessons was said. */
  async add(namespace: string): Promise<void> {
    this.#options.rows.add(namespace);
    this.#options.onRow(namespace);
    await this.#judge(namespace);
  }

  remove(namespace: string): void {
    clearTimeout(this.#quiet.get(namespace));
    this.#judging.get(namespace)?.abort();
    this.#options.rows.remove(namespace);
    this.#options.onRow(namespace);
  }

  #soon(namespace: string, ms: number): void {
    clearTimeout(this.#quiet.get(namespace));
    this.#quiet.set(namespace, setTimeout(() => {
      // What is wrong with one namespace is told on its row.
      void this.#judge(namespace);
    }, ms));
  }

  async #judge(namespace: string): Promise<void> {
    const { signal, rows, onRow } = this.#options;
    this.#judging.get(namespace)?.abort();
    const mine = new AbortController();
    this.#judging.set(namespace, mine);
    const until = AbortSignal.any([signal, mine.signal]);
    const objects = this.#objectsOf(namespace);
    const there = new Set(objects.map(({ kind = '', metadata }) => `${kind}/${metadata?.name ?? ''}`));
    await Promise.all(this.#options.lessons.map(async (lesson) => {
      const names = namesOf(readContract(this.#options.context.manifests.contracts ?? '', lesson.name));
      if (!names.some((name) => there.has(name))) {
        if (rows.clear(namespace, lesson.name)) onRow(namespace);
        return;
      }
      const solved = objects.some(({ metadata }) => metadata?.annotations?.[solvedAnnotation] === lesson.name);
      if (rows.begin(namespace, lesson.name, lesson.steps.length, solved)) onRow(namespace);
      await this.#judgeOne(lesson, namespace, objects, until);
    }));
    if (!until.aborted && Object.values(rows.row(namespace)?.lessons ?? {}).some(({ marks }) => marks.includes('✗'))) this.#soon(namespace, againMs);
  }

  /** Begins in turn; resolves when it has ended. */
  async #judgeOne(lesson: BoardLesson, namespace: string, objects: readonly KubeObject[], signal: AbortSignal): Promise<void> {
    const { rows, onRow, context, client, shared } = this.#options;
    let done: Promise<void> = Promise.resolve();
    await this.#limit(async () => {
      if (signal.aborted) return;
      const own: Omit<RunContext, 'lesson'> = {
        ...context, client: new BoardClient(client.rest, shared),
        manifests: { ...context.manifests, applied: { namespace, objects } },
        verify: { namespace, unseen: ['Secret', ...shared.unseen], most: 'reads', again: true },
      };
      done = lesson.judge(own, signal, (step, verdict) => { if (rows.take(namespace, lesson.name, step, verdict)) onRow(namespace); })
        .catch((error: unknown) => { process.stderr.write(`${namespace} ${lesson.name}: ${describeError(error)}\n`); });
      await Promise.race([done, pause(startMs)]);
    });
    await done;
  }

  /** What lies in a namespace and what of the whole cluster belongs to it, as `npm run verify` reads it, but for Secrets. */
  #objectsOf(namespace: string): KubeObject[] {
    const { shared } = this.#options;
    const inside = followedKinds.filter(({ namespaced, kind }) => namespaced && !records.includes(kind)).flatMap(({ apiVersion, kind }) => shared.list(apiVersion, kind, { namespace }));
    const volumes = new Set(inside.filter(({ kind }) => kind === 'PersistentVolumeClaim').map((claim) => (claim as Claim).spec?.volumeName));
    const outside = shared.list('v1', 'PersistentVolume', {}).filter(({ metadata }) => volumes.has(metadata?.name));
    return [...inside, ...outside, ...unreadSecrets(inside)];
  }
}

function claimedBy(volume: KubeObject): string | undefined {
  return (volume as { spec?: { claimRef?: { namespace?: string } } }).spec?.claimRef?.namespace;
}
