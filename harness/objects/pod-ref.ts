import type { Pod } from '../client/objects.ts';
import { waitHints } from '../hints/wait-hints.ts';
import { describePod } from '../wait/describe-pod.ts';
import { isReady } from '../wait/pod-owner.ts';
import { LivePod } from './live-pod.ts';
import { ObjectRef } from './object-ref.ts';
import type { Place } from './scope.ts';
import type { WaitOptions } from './watcher.ts';

/** An object that was applied is seen at once; what is not there after this many milliseconds does not come by itself. */
export const missingMs = 5_000;

/** A pod by name, whether it is there or not. */
export class PodRef extends ObjectRef {
  constructor(place: Place, name: string) {
    super(place, 'Pod', name);
  }

  /** The pod now; undefined when there is none. */
  async now(): Promise<LivePod | undefined> {
    const pod = await this.place.read<Pod>('v1', 'Pod', this.name);
    return pod === undefined ? undefined : new LivePod(this.place, pod);
  }

  /** Resolves when the pod is Ready. Throws LessonFailure, early when it cannot get ready. */
  async ready(options: WaitOptions = {}): Promise<LivePod> {
    return await this.when('Ready', options, isReady);
  }

  /** Resolves when that container runs or has run; the pod need not be Ready. */
  async started(container: string, options: WaitOptions = {}): Promise<LivePod> {
    return await this.when(`container ${container} started`, options, (pod) => {
      const state = pod.status?.containerStatuses?.find((each) => each.name === container);
      return state?.state?.running !== undefined || state?.state?.terminated !== undefined || state?.lastState?.terminated !== undefined;
    });
  }

  /** Resolves when all containers have ended well. */
  async succeeded(options: WaitOptions = {}): Promise<LivePod> {
    return await this.when('ended well', options, (pod) => pod.status?.phase === 'Succeeded');
  }

  /** Resolves when the pod is as `fits` wants it. */
  async when(state: string, options: WaitOptions & { signal?: AbortSignal }, fits: (pod: Pod) => boolean): Promise<LivePod> {
    const { watcher } = this.place;
    const problemsOf = await watcher.workloadProblems();
    return await watcher.until({
      object: this.id,
      state,
      sources: watcher.workload({ name: this.name }),
      reached: ({ pods }) => {
        const pod = pods.find(fits);
        return pod === undefined ? undefined : new LivePod(this.place, pod);
      },
      describe: ({ pods, events }) => (pods[0] === undefined ? 'there is none' : describePod(pods[0], events)),
      problems: (scene) =>
        scene.pods.length === 0
          ? [{ key: 'missing', object: this.id, observed: 'there is none', hint: waitHints.missing('Pod'), graceMs: missingMs }]
          : problemsOf(scene, () => true),
      options,
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
  }

  /** Resolves when there is no pod of that name any more; with `uid`, when that one is gone. */
  async gone(options: WaitOptions & { uid?: string } = {}): Promise<void> {
    const { watcher } = this.place;
    await watcher.until({
      object: this.id,
      state: 'gone',
      sources: { pods: watcher.source<Pod>('v1', 'Pod', { name: this.name }) },
      reached: ({ pods }) => (pods.some((pod) => options.uid === undefined || pod.metadata?.uid === options.uid) ? undefined : true),
      describe: ({ pods }) => pods.map((pod) => describePod(pod)).join('; ') || 'gone',
      options,
    });
  }

  /** Deletes it and resolves when it is gone. */
  async deleted(options: WaitOptions & { graceSeconds?: number } = {}): Promise<void> {
    const pod = await this.now();
    await pod?.deleted(options);
  }
}
