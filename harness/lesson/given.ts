import { kubectl } from '../acts/kubectl-command.ts';
import type { LogLine } from '../access/log-line.ts';
import type { KubeObject } from '../client/objects.ts';
import type { Blame } from '../expect/blame.ts';
import type { Refused } from '../expect/refusal.ts';
import { annotationsOf } from '../lesson-process/annotations.ts';
import { Manifest } from '../manifests/manifest.ts';
import type { Manifests } from '../manifests/manifests.ts';
import type { Scope } from '../objects/scope.ts';
import { asText, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import type { Traffic } from '../traffic/start-traffic.ts';
import { InvalidMeasurement } from '../verdict/invalid-measurement.ts';
import type { Failure, UnjudgedBecause } from '../verdict/results.ts';
import { ControlLeftOut } from './control-left-out.ts';
import { LessonNamespace } from './namespace.ts';
import { OtherNamespaces, type OtherNamespaceOptions } from './other-namespaces.ts';
import type { Subject } from './subject.ts';
import { TrafficVerbs } from './traffic-verbs.ts';

export { LessonNamespace };
export type { Blame, Failure, LogLine, Manifest, Manifests, Refused, Subject, Traffic };
export type { Container } from '../objects/container.ts';
export type { LivePod as Pod } from '../objects/live-pod.ts';
export type { PodTimeline } from '../rollout/pod-timeline.ts';
export type { RolloutRecord } from '../rollout/rollout-recorder.ts';
export type { Tcp } from '../access/tcp.ts';
export type { WaitOptions } from '../objects/watcher.ts';

/** What a spec is given: the lesson's namespace, its manifests, and the world outside the cluster. */
export class Given extends TrafficVerbs {
  readonly #others: OtherNamespaces;

  constructor(scope: Scope, others = new OtherNamespaces(scope.session)) {
    super(scope);
    this.#others = others;
  }

  /** The objects as the learner wrote them, those that the lesson stands on included. */
  get manifests(): Manifests {
    return this.scope.session.manifests;
  }

  /** One of them. Throws LessonFailure that lists what there is. */
  manifest(kind: string, name: string): Manifest {
    // What may not be seen may well be there.
    if (this.verifies && !this.sees(kind) && this.manifests.find(kind, name) === undefined) this.skip(texts.verify.kindUnseen(kind));
    return this.manifests.need(kind, name, this.scope.session.context.lesson);
  }

  /** Whether what a learner has applied by hand is judged: it has run for a while, and there are no namespaces beside theirs. */
  get verifies(): boolean {
    return this.scope.session.context.verify !== undefined;
  }

  /** Whether the objects of a kind of the whole cluster may be looked at: a learner's account may be for one namespace alone. */
  sees(kind: string): boolean {
    return this.scope.session.sees(kind);
  }

  /** How a learner's commands begin there: `kubectl --context … -n …`. */
  get kubectl(): string {
    const { cluster: { context } } = this.scope.session.context;
    return kubectl({ context, namespace: this.scope.namespace });
  }

  /** Whether a learner makes the changes of the running test by hand, and what needs a machine's timing is left out. */
  get byHand(): boolean {
    return this.scope.session.running.actor === 'learner';
  }

  /**
   * Another namespace of the lesson, for controls: empty until something is applied there, with which comes what its pods refer to in
   * the folder. Made when it is first asked for.
   * Where the run {@link verifies}, none is made: a test whose control comes last ends there, another is not judged.
   *
   * @param options.privileged lets pods in that reach their node: for those that the spec itself makes
   */
  async namespace(name: string, options: OtherNamespaceOptions = {}): Promise<LessonNamespace> {
    if (this.verifies) {
      if (annotationsOf(this.scope.session.running.requireTest()).controlLast === true) throw new ControlLeftOut();
      this.skip(texts.verify.here);
    }
    return new LessonNamespace(await this.#others.opened(name, options), this.scope.session.others[name] === undefined);
  }

  /** All namespaces of the lesson as the harness itself uses them. */
  static scopesOf(given: Given): Scope[] {
    return [given.scope, ...given.#others.scopes];
  }

  /** An object that the spec makes: it may be applied as those of the folder are, and no file is behind it. */
  object(object: KubeObject): Manifest {
    return new Manifest(object, undefined, this.scope.session.context.lesson);
  }

  /** Keeps a number with the running test; the unit is in its name. */
  measure(name: string, value: number): void {
    const test = annotationsOf(this.scope.session.running.requireTest());
    test.measures = { ...test.measures, [name]: value };
  }

  /** Skips the running test, with a reason that a person can act on. */
  skip(reason: Text, because: UnjudgedBecause = 'here'): never {
    const test = this.scope.session.running.requireTest();
    if (this.verifies) annotationsOf(test).unjudged = because;
    annotationsOf(test).skipReason = asText(reason);
    test.skip();
    throw new Error(asText(reason).en);
  }

  /** The measurement itself was not fit to judge by. */
  invalid(reason: Text): never {
    throw new InvalidMeasurement(reason);
  }

  /** Says how to put back what the running test disturbs; called only if the test fails, last in first out. */
  putBack(act: () => Promise<unknown>): void {
    this.scope.session.running.putBacks.push(act);
  }
}
