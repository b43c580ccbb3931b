import type { KubeObject } from '../../harness/client/objects.ts';
import type { Blame, Manifest, Pod } from '../../harness/lesson/given.ts';
import type { Text } from '../../harness/text/language.ts';
import { unlessLate } from '../../harness/verdict/unless-late.ts';
import { unscheduled } from '../checks/scheduling.ts';
import { t } from './texts.ts';

type Server = Awaited<ReturnType<Pod['apiServer']>>;

/** Milliseconds in which the scheduler and the controllers of the copy must have acted on a change. */
const actsWithinMs = 40_000;

/** The nodes of the copy of the cluster, and the pods of the lesson's namespace there. No kubelet starts them. */
export class CopiedPods {
  readonly #server: Server;
  readonly #namespace: string;

  constructor(server: Server, namespace: string) {
    this.#server = server;
    this.#namespace = namespace;
  }

  /**
   * What is seen of a pod, as soon as that is something. Throws LessonFailure.
   *
   * @param gone what is seen of one that is not there any more; nothing when absent
   * @param within milliseconds
   */
  async until<R>(name: string, state: Text, seen: (pod: Pod['object']) => R | undefined, blame: Blame, gone?: () => R, within = actsWithinMs): Promise<R> {
    return await this.#server.until<Pod['object'], R>({
      object: `Pod/${name}`, namespace: this.#namespace, state, within, blame,
      seen: (pod) => (pod === undefined ? gone?.() : seen(pod)),
      describe: (pod) => t.seenOf(pod?.spec?.nodeName ?? '', pod === undefined ? '' : (unscheduled(pod) ?? ''), pod?.metadata?.deletionTimestamp ?? ''),
    });
  }

  /** Resolves when something is seen of a pod, or it is gone, or after so many milliseconds in which nothing was. */
  async watched(name: string, state: Text, seen: (pod: Pod['object']) => unknown, blame: Blame, forMs: number): Promise<void> {
    if (forMs > 0) await unlessLate(this.until(name, state, (pod) => (seen(pod) === undefined ? undefined : true), blame, () => true, forMs));
  }

  /** Makes a pod like one of the folder. */
  async make(like: Manifest, name: string): Promise<void> {
    // A class of the folder has another name there; where a pod may be is no matter of its priority.
    const { spec } = like.without('spec.priorityClassName').object as { spec?: object };
    await this.#server.client.create({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: this.#namespace }, spec } as KubeObject);
  }

  /** Changes all nodes, as a merge patch says. */
  async patchNodes(patch: object): Promise<void> {
    const { client } = this.#server;
    const { items } = await client.list('v1', 'Node');
    await Promise.all(items.map(async ({ metadata }) => await client.patch({ apiVersion: 'v1', kind: 'Node', name: metadata?.name ?? '' }, patch)));
  }
}

/** The node of a pod; undefined where it has none yet. */
export function nodeOf({ spec }: Pod['object']): string | undefined {
  return spec?.nodeName;
}

/** When a pod is to be gone; `none` where nobody has asked for that. */
export function deletionOf({ metadata }: Pod['object']): string {
  return metadata?.deletionTimestamp ?? 'none';
}
