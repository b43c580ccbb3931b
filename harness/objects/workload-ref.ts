import type { KubeObject, Pod } from '../client/objects.ts';
import { joinTexts, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { describePod } from '../wait/describe-pod.ts';
import { ownerOf } from '../wait/pod-owner.ts';
import type { Problem } from '../wait/problem.ts';
import type { Snapshot } from '../wait/snapshot.ts';
import type { WorkloadRules } from '../wait/workload-rules.ts';
import { ObjectRef } from './object-ref.ts';
import { PodSet } from './pod-set.ts';
import { missingProblem } from './missing.ts';
import type { Scope } from './scope.ts';
import type { WaitOptions, Workload } from './watcher.ts';

const t = texts.objects;

/** A workload and what its waits watch beside it. */
export interface Rollout<O extends object> extends Workload {
  objects: O & KubeObject;
}

/** A workload of `apps/v1` by name, whether it is there or not. */
export class WorkloadRef<O extends object> extends ObjectRef {
  readonly #rules: WorkloadRules<O>;

  constructor(scope: Scope, rules: WorkloadRules<O>, name: string) {
    super(scope, rules.kind, name);
    this.#rules = rules;
  }

  async now(): Promise<O | undefined> {
    return await this.scope.read<O>('apps/v1', this.#rules.kind, this.name);
  }

  /** The pods that it made, told by their owner. */
  pods(): PodSet {
    return new PodSet(this.scope, this.id, {}, (pod) => this.#owns(pod));
  }

  /** Resolves when all its pods are updated and available and the old ones are gone. Throws LessonFailure, early when that cannot come. */
  async complete(options: WaitOptions = {}): Promise<O> {
    return await this.when(t.deployment.rolledOut, options, (object, pods) => this.#rules.isComplete(object, pods));
  }

  /** Deletes it and resolves when it and its pods are gone. */
  async deleted(options: WaitOptions = {}): Promise<void> {
    await this.scope.delete(this.id);
    const { watcher } = this.scope;
    await watcher.until<Rollout<O>, true>({
      object: this.id,
      state: t.deployment.goneWithPods,
      sources: this.sources(),
      reached: ({ objects, pods }) => (objects.length === 0 && !pods.some((pod) => this.#owns(pod)) ? true : undefined),
      describe: (snapshot) => this.describe(snapshot),
      options,
    });
  }

  /** Resolves when it and its pods are as `fits` wants them. */
  protected async when(state: Text, options: WaitOptions, fits: (object: O, pods: Pod[]) => boolean): Promise<O> {
    const { watcher } = this.scope;
    const problemsOf = await watcher.workloadProblems();
    return await watcher.until<Rollout<O>, O>({
      object: this.id,
      state,
      sources: this.sources(),
      reached: ({ objects, pods }) => objects.find((object) => fits(object, pods.filter((pod) => this.#owns(pod)))),
      describe: (snapshot) => this.describe(snapshot),
      problems: (snapshot): Problem[] => {
        if (snapshot.objects.length === 0) return [missingProblem(this.scope, this.id)];
        const pods = snapshot.pods.filter((pod) => this.#owns(pod));
        return [...snapshot.objects.flatMap((object) => this.#rules.problems(object, pods, snapshot.events)), ...problemsOf(snapshot, (pod) => this.#owns(pod))];
      },
      options,
    });
  }

  /** What a wait for it watches. */
  protected sources() {
    const { watcher } = this.scope;
    return { ...watcher.workload(), objects: watcher.source<O & KubeObject>('apps/v1', this.#rules.kind, { name: this.name }) };
  }

  /** What it has reached, with its pods, for people. */
  protected describe(snapshot: Snapshot<Rollout<O>>): Text {
    const pods = snapshot.pods.filter((pod) => this.#owns(pod)).map((pod) => describePod(pod, snapshot.events));
    return joinTexts([this.#rules.describe(snapshot.objects[0]), ...pods], '; ');
  }

  #owns(pod: Pod): boolean {
    return ownerOf(pod).object === this.id;
  }
}
