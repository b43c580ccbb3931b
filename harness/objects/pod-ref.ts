import type { Pod } from '../client/objects.ts';
import { verbatim, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { isReady } from '../wait/pod-owner.ts';
import { LivePod } from './live-pod.ts';
import { ObjectRef } from './object-ref.ts';
import { podGone, readPod, untilContainerStarted, untilPod } from './pod-wait.ts';
import type { Scope } from './scope.ts';
import type { WaitOptions } from './watcher.ts';

const t = texts.objects;

/** A pod by name, whether it is there or not. */
export class PodRef extends ObjectRef {
  constructor(scope: Scope, name: string) {
    super(scope, 'Pod', name);
  }

  /** The pod now; undefined when there is none. */
  async now(): Promise<LivePod | undefined> {
    const pod = await readPod(this.scope, this.name);
    return pod === undefined ? undefined : new LivePod(this.scope, pod);
  }

  /** Resolves when the pod is Ready. Throws LessonFailure, early when it cannot get ready. */
  async ready(options: WaitOptions = {}): Promise<LivePod> {
    return await this.when(verbatim('Ready'), options, isReady);
  }

  /** Resolves when that container runs or has run; the pod need not be Ready. */
  async started(container: string, options: WaitOptions = {}): Promise<LivePod> {
    return new LivePod(this.scope, await untilContainerStarted(this.scope, this.name, container, options));
  }

  /** Resolves when all containers have ended with exit code 0. */
  async succeeded(options: WaitOptions = {}): Promise<LivePod> {
    return await this.when(t.pod.succeeded, options, (pod) => pod.status?.phase === 'Succeeded');
  }

  /** Resolves when the pod is as `fits` wants it. */
  async when(state: Text, options: WaitOptions, fits: (pod: Pod) => boolean): Promise<LivePod> {
    return new LivePod(this.scope, await untilPod(this.scope, this.name, state, options, fits));
  }

  /** Resolves when there is no pod of that name any more; with `uid`, when that one is gone. */
  async gone(options: WaitOptions & { uid?: string } = {}): Promise<void> {
    await podGone(this.scope, this.name, options);
  }

  /** Deletes it and resolves when it is gone. */
  async deleted(options: WaitOptions & { graceSeconds?: number } = {}): Promise<void> {
    const pod = await this.now();
    await pod?.deleted(options);
  }
}
