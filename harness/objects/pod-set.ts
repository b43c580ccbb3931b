import type { Pod } from '../client/objects.ts';
import type { ObjectName } from '../manifests/manifest.ts';
import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { describePods } from '../wait/describe-pod.ts';
import { isReady } from '../wait/pod-owner.ts';
import { LivePod } from './live-pod.ts';
import { problemsOfNothing } from './missing.ts';
import type { Scope } from './scope.ts';
import type { WaitOptions } from './watcher.ts';

const t = texts.objects.pods;

/** Pods that belong together: by labels, or by the Deployment that makes them. */
export class PodSet {
  readonly #scope: Scope;
  readonly #subject: ObjectName;
  readonly #labels: Record<string, string>;
  readonly #belongs: (pod: Pod) => boolean;

  /** @param subject the object that is blamed when they do not come */
  constructor(scope: Scope, subject: ObjectName, labels: Record<string, string>, belongs: (pod: Pod) => boolean) {
    this.#scope = scope;
    this.#subject = subject;
    this.#labels = labels;
    this.#belongs = belongs;
  }

  async now(): Promise<LivePod[]> {
    const pods = await this.#scope.list<Pod>('v1', 'Pod', { labels: this.#labels });
    return pods.filter(this.#belongs).map((pod) => new LivePod(this.#scope, pod));
  }

  /** Resolves when exactly `count` pods are ready and no other is left, not even one on its way out. */
  async ready(count: number, options: WaitOptions = {}): Promise<LivePod[]> {
    return await this.#when(t.ready(count), options, (pods) => pods.length === count && pods.every(isReady));
  }

  /** Resolves when at least one of them is ready. */
  async someReady(options: WaitOptions = {}): Promise<void> {
    await this.#when(t.someReady, options, (pods) => pods.some(isReady));
  }

  /** Resolves when there is none. */
  async none(options: WaitOptions = {}): Promise<void> {
    await this.#when(t.none, options, (pods) => pods.length === 0);
  }

  async #when(state: Text, options: WaitOptions, fits: (pods: Pod[]) => boolean): Promise<LivePod[]> {
    const { watcher } = this.#scope;
    const [problemsOf, nothing] = await Promise.all([watcher.workloadProblems(), problemsOfNothing(this.#scope, this.#subject)]);
    return await watcher.until({
      object: this.#subject,
      state,
      sources: watcher.workload({ labels: this.#labels }),
      reached: (snapshot) => {
        const pods = snapshot.pods.filter(this.#belongs);
        return fits(pods) ? pods.map((pod) => new LivePod(this.#scope, pod)) : undefined;
      },
      describe: ({ pods, events }) => describePods(pods.filter(this.#belongs), events) ?? t.noneSeen,
      problems: (snapshot) => [...nothing, ...problemsOf(snapshot, this.#belongs)],
      options,
    });
  }
}
