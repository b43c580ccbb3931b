import type { KubeObject } from '../client/objects.ts';
import { serverTrouble } from '../client/server-trouble.ts';
import type { Use } from '../client/use.ts';
import { missingRight } from '../cluster/require-rights.ts';
import { saveEvidence } from '../evidence/save-evidence.ts';
import { EnvironmentError, runError } from '../verdict/environment-error.ts';
import { Failures } from '../verdict/failures.ts';
import { InvalidMeasurement } from '../verdict/invalid-measurement.ts';
import { decides } from '../verdict/level.ts';
import { LessonFailure } from '../verdict/lesson-failure.ts';
import { failureAbout } from '../expect/blame.ts';
import { isAssertion, sidesOf } from '../verdict/assertion.ts';
import type { Manifest } from '../manifests/manifest.ts';
import { requireReferences } from '../manifests/references.ts';
import { annotationsOf, type TestAnnotations } from '../lesson-process/annotations.ts';
import type { Effect } from '../lesson-process/effect.ts';
import { lastStep, tellRunner } from '../lesson-process/events.ts';
import { interrupted } from '../lesson-process/interruption.ts';
import type { RunContext } from '../lesson-process/run-context.ts';
import { untilTurn } from '../lesson-process/until-turn.ts';
import { describeError } from '../text/error-text.ts';
import { verbatim, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { removeNamespaces } from './clean-up.ts';
import { nothingApplied } from './nothing-applied.ts';
import type { UnjudgedBecause } from '../verdict/results.ts';
import { NotDone, type Actor } from '../acts/acts.ts';
import { Given } from './given.ts';
import { firstLacking } from './needs.ts';
import { fence } from '../fence/fence.ts';
import type { LessonOptions } from './lesson-options.ts';
import { openNamespace } from './open-namespace.ts';
import { inOwnNamesOf, tellInOwnNames } from './own-words.ts';
import { OtherNamespaces } from './other-namespaces.ts';
import { Scope } from '../objects/scope.ts';
import { Session } from '../objects/session.ts';
import { settledWithin } from './settled-within.ts';
import { Unjudged } from './unjudged.ts';
import { usesOf } from './uses.ts';

const t = texts.lesson;

/** Milliseconds in which the waits of a test that is over must have ended. */
const endingMs = 1_000;
/** Milliseconds for saving evidence: a cluster that does not answer must not hold the verdict. */
const evidenceMs = 10_000;

/** One lesson from its first to its last test. */
export class LessonRun {
  readonly #session: Session;
  readonly #scope: Scope;
  readonly #others: OtherNamespaces;
  readonly #options: LessonOptions;
  /** Its namespace is there from the test `dry run` on. */
  readonly given: Given;
  #opened = false;
  #lacking: Promise<Text | undefined> | undefined;
  /** Titles of tests that were not run on what a learner has applied. */
  readonly #left = new Map<string, UnjudgedBecause>();
  /** Why tests that are left are not judged. */
  readonly #unjudged = new Unjudged();

  constructor(context: RunContext, options: LessonOptions) {
    this.#session = new Session(context);
    this.#options = options;
    this.#scope = new Scope(this.#session, context.verify?.namespace ?? `${context.lesson}-${context.runId}`);
    this.#others = new OtherNamespaces(this.#session);
    this.given = new Given(this.#scope, this.#others);
  }

  /** All namespaces of the lesson, also one that could not be opened to its end: what its clean-up removes. */
  get #scopes(): Scope[] {
    return [this.#scope, ...this.#others.scopes];
  }

  /** Why the lesson cannot be run on this cluster; undefined when it can. */
  missing(): Text | undefined {
    const { cluster, ingressUrl, verify, lesson } = this.#session.context;
    if (verify !== undefined && this.#options.verifiable !== true) return texts.verify.notThisWay(lesson);
    const needs = this.#options.needs ?? [];
    if (needs.includes('own-cluster') && cluster.provider !== 'kind') return t.needsOwnCluster;
    if (needs.includes('ingress') && ingressUrl === undefined) return t.needsIngress;
    return undefined;
  }

  /** What the cluster lacks of what the lesson needs, asked for once; undefined when it lacks nothing. */
  async #lacks(test: Mocha.Test): Promise<Text | undefined> {
    this.#lacking ??= firstLacking(this.#options.needs ?? [], this.#session, async () => {
      // From here on there is something to remove.
      this.#opened = true;
      if (this.given.verifies) this.given.skip(texts.verify.here);
      return await this.#others.opened('needs');
    });
    try {
      return await this.#lacking;
    } catch (error) {
      // One test tells it; the others would only repeat it.
      this.#unjudged.add({ reason: t.standsOn(annotationsOf(test).title ?? verbatim(test.title)) });
      throw error;
    }
  }

  /**
   * Reads the folders, makes the namespace, asks the server whether it would take the objects, and reads whether what their
   * pods ask for is there. Throws LessonFailure about all that is wrong with them.
   */
  async prepare(): Promise<void> {
    this.#session.load(this.#options.standsOn ?? [], this.#options);
    const { manifests } = this.#session;
    for (const text of manifests.notes) await tellRunner({ type: 'note', text });
    const accepted = this.#accepted();
    const failures = new Failures();
    const reachOut = this.#reachingOut();
    failures.add(...manifests.failures, ...reachOut);
    // What can be read is judged all the same: a learner hears of everything at once.
    if (accepted.length === 0) failures.throwIfAny();
    this.#opened = true;
    const others = Object.keys(this.#options.namespaces ?? {});
    await Promise.all([
      openNamespace(this.#scope, manifests.all('Namespace').filter((each) => this.#applies(each) && !others.includes(each.name))),
      ...others.map(async (name) => await this.given.namespace(name)),
    ]);
    await failures.tryAsync(async () => { await this.given.dryRun(...accepted.filter(({ id }) => !reachOut.some(({ failure }) => failure.object === id))); });
    // An object that could not be read may be the one that another refers to.
    if (manifests.failures.length === 0 && this.#session.context.withoutWritten !== true) failures.try(() => { requireReferences(manifests, accepted, failures.seen.flatMap(({ failure }) => [failure, ...(failure.others ?? [])])); });
    failures.throwIfAny();
  }

  /**
   * Takes what a learner has applied for the lesson's objects. Throws LessonFailure when nothing of the lesson is there, or when
   * what is there refers to what is not.
   */
  look(): void {
    this.#session.load(this.#options.standsOn ?? [], this.#options);
    const { manifests, context } = this.#session;
    const failures = new Failures();
    failures.add(...manifests.failures);
    failures.throwIfAny();
    const none = nothingApplied(manifests, context);
    if (none !== undefined) throw none;
    for (const manifest of manifests.all().filter(({ id }) => this.#there.has(id))) this.#scope.noteApplied(manifest);
    requireReferences(manifests);
  }

  /** What of the objects reaches beyond the namespaces of the run, and is not allowed. */
  #reachingOut(): LessonFailure[] {
    const { manifests, allowed, podNeeds: needs, accountKinds, context: { images } } = this.#session;
    return fence(manifests.all(), { allowed, images: [...images, ...this.#session.ownImages], needs, accountKinds });
  }

  /** What the lesson and its clean-up will ask of the API server, by the effects of its own tests. Asks nobody. */
  uses(effects: readonly Effect[]): Use[] {
    if (this.missing() !== undefined) return [];
    this.#session.load(this.#options.standsOn ?? [], this.#options);
    const refused = new Set<string>(this.#reachingOut().map(({ failure }) => failure.object));
    const { namespace } = this.#scope;
    const { clusterWide = [], credentials = [] } = this.#options;
    return usesOf({ namespace, manifests: this.#accepted().filter(({ id }) => !refused.has(id)), clusterWide, effects, credentials, kubernetes: this.#session.context.cluster.kubernetes });
  }

  /** Applies the objects, and starts the controls. */
  async apply(): Promise<void> {
    await this.given.apply(...this.#accepted().filter(this.#applies));
    await this.#options.controls?.(this.given);
  }

  readonly #applies = (manifest: Manifest): boolean => this.#options.apply?.(manifest) ?? true;

  /** The objects that the API server must accept. */
  #accepted(): Manifest[] {
    const { refused } = this.#options;
    return this.#session.manifests.all().filter((manifest) => refused?.(manifest) !== true);
  }

  /** Puts a guard around every test of the suite. */
  guard(suite: Mocha.Suite): void {
    suite.eachTest((test) => {
      const body = test.fn;
      if (body === undefined) return;
      test.fn = async () => {
        const unjudged = this.#unjudged.ruleFor(annotationsOf(test));
        if (unjudged?.invalid === true) throw new InvalidMeasurement(unjudged.reason);
        const missing = this.missing() ?? unjudged?.reason ?? this.#leftOut(test) ?? (await this.#lacks(test));
        if (missing !== undefined) {
          annotationsOf(test).skipReason = missing;
          test.skip();
        }
        try {
          await this.#waitForTurn(test);
          await this.#runTest(test, async () => { await (body as (this: Mocha.Context) => unknown).call(test.ctx ?? suite.ctx); });
        } catch (error) {
          // One test tells what was lost; the others would only repeat it.
          if (error instanceof EnvironmentError && error === this.#session.running.lost.reason) this.#unjudged.add({ reason: error.texts.message });
          throw error;
        }
      };
    });
  }

  /** Why a test is not run on what a learner has applied; undefined where it is. */
  #leftOut(test: Mocha.Test): Text | undefined {
    const { verify } = this.#session.context;
    if (verify === undefined) return undefined;
    const annotations = annotationsOf(test);
    const { effect, seenBy, before } = annotations;
    const leaveOut = (because: UnjudgedBecause, reason: Text): Text => {
      annotations.unjudged = because;
      this.#left.set((annotations.title ?? verbatim(test.title)).en, because);
      return reason;
    };
    const asked = annotations.byHand === true && verify.waitMs !== undefined;
    if (effect === 'changes' && !(annotations.byHand === true && verify.most === 'changes') && !asked) return leaveOut('learner', texts.verify.learner);
    if (effect === 'disturbs' && verify.most !== 'disturbs' && verify.most !== 'changes' && !asked) return leaveOut('asks', texts.verify.asks);
    if (effect === 'visits' && verify.most === 'reads') return leaveOut('asks', texts.verify.visits);
    const source = seenBy === undefined ? undefined : this.#left.get(seenBy.en);
    if (seenBy !== undefined && source !== undefined) return leaveOut(source, texts.verify.seenBy(seenBy));
    if (before !== undefined && this.#there.has(this.#scope.calledId(before))) return leaveOut('here', texts.verify.before(this.#scope.calledId(before)));
    return undefined;
  }

  async #waitForTurn(test: Mocha.Test): Promise<void> {
    const { turn } = annotationsOf(test);
    if (turn === undefined) return;
    const askedAt = performance.now();
    await untilTurn(turn, this.#session.running.lost);
    annotationsOf(test).waitedMs = performance.now() - askedAt;
  }

  async #runTest(test: Mocha.Test, body: () => Promise<void>): Promise<void> {
    const { running } = this.#session;
    const annotations = annotationsOf(test);
    const actor = this.#actorOf(annotations);
    // What a learner does by hand, the suite only looks at.
    running.begin(test, actor === 'learner' ? 'visits' : (annotations.effect ?? 'changes'), actor);
    const lesson = `Lesson/${this.#session.context.lesson}` as const;
    try {
      await this.#bounded(body);
    } catch (caught) {
      const thrown = serverTrouble(caught) ?? caught;
      if (thrown instanceof LessonFailure) tellInOwnNames(thrown.failure, this.#session.context);
      this.#skipWithoutRight(test, thrown);
      this.#skipNotDone(test, thrown);
      if (!isSkip(test)) await this.#throwIfLost(thrown);
      const title = annotations.title ?? verbatim(test.title);
      const { level, part } = annotations;
      if (annotations.precondition === true) this.#unjudged.add({ reason: (isSkip(test) ? annotations.skipReason : undefined) ?? t.standsOn(title), level, part });
      else if (annotations.effect === 'changes' && !isSkip(test)) this.#unjudged.add({ reason: t.changedBefore(title), part });
      const error = isAssertion(thrown) ? failureAbout(this.#scope, { on: lesson }, sidesOf(thrown)) : thrown;
      if (!interrupted.aborted && !isSkip(test) && this.#session.context.verify?.again !== true) await this.#saveEvidence(test, error);
      if (!isSkip(test) || running.wrote) await this.#putBack(title, annotations);
      throw error;
    } finally {
      running.end();
    }
  }

  /** In somebody else's namespace what may not be asked keeps one test from being judged, not the lesson. */
  #skipWithoutRight(test: Mocha.Test, thrown: unknown): void {
    if (this.#session.context.verify === undefined || isSkip(test)) return;
    const lacking = missingRight(thrown);
    if (lacking === undefined) return;
    this.given.skip(texts.verify.noRight(lacking.texts.message));
  }

  /** What a learner has applied, by name; other objects of the lesson may lie in a folder alone. */
  get #there(): ReadonlySet<string> {
    return idsOf(this.#session.context.manifests.applied?.objects ?? []);
  }

  /** Who makes the changes of a test where what a learner has applied is judged. */
  #actorOf({ byHand, effect }: TestAnnotations): Actor | undefined {
    const { verify } = this.#session.context;
    if (verify === undefined || byHand !== true) return undefined;
    if (verify.waitMs !== undefined) return 'learner';
    return effect === 'changes' ? 'suite' : undefined;
  }

  /** What the learner has not done cannot be judged, and neither can what stands on it. */
  #skipNotDone(test: Mocha.Test, thrown: unknown): void {
    if (!(thrown instanceof NotDone)) return;
    const annotations = annotationsOf(test);
    const title = annotations.title ?? verbatim(test.title);
    this.#left.set(title.en, 'learner');
    if (annotations.effect === 'changes') this.#unjudged.add({ reason: texts.verify.standsOnAct(title), part: annotations.part });
    this.given.skip(texts.verify.notDone(thrown.command), 'learner');
  }

  /** Throws why nothing of the lesson can be judged any more, whatever a test made of that. */
  async #throwIfLost(thrown: unknown): Promise<void> {
    const { running, namespaces } = this.#session;
    const lacking = missingRight(thrown);
    if (lacking !== undefined) running.lose(lacking);
    else if (!running.lost.aborted && !interrupted.aborted) await namespaces.look();
    running.lost.throwIfAborted();
  }

  /**
   * Puts back what a failed test has disturbed; what comes after is not judged where that does not succeed. Where the test
   * itself does not decide the run, that must not pass for a good end.
   */
  async #putBack(title: Text, annotations: TestAnnotations): Promise<void> {
    const { running } = this.#session;
    const putBacks = running.putBacks.toReversed();
    if (putBacks.length === 0 || interrupted.aborted) return;
    this.#session.step(t.steps.puttingBack);
    running.allowHarness();
    try {
      for (const putBack of putBacks) await putBack();
    } catch (error) {
      this.#unjudged.add({ reason: t.notPutBack(title, describeError(error)), invalid: !decides(annotations, this.#session.context.level ?? 'production') });
    }
  }

  /** Fails a test that goes on for too long, and says what it was doing. */
  async #bounded(body: () => Promise<void>): Promise<void> {
    const deadlineMs = this.#options.testDeadlineMs ?? 90_000;
    const { lost } = this.#session.running;
    lost.throwIfAborted();
    const work = body();
    const { acts } = this.#session;
    const [beganAt, waitedBefore] = [performance.now(), acts?.waitedMs ?? 0];
    // What a learner takes to act is no time of the test.
    const leftMs = (): number => deadlineMs + (acts?.waitedMs ?? 0) - waitedBefore - (performance.now() - beganAt);
    for (let left = deadlineMs; left > 0 && !lost.aborted; left = leftMs()) {
      if ((await settledWithin(work, left, lost)) === 'late') continue;
      await work;
      return;
    }
    if (lost.aborted) {
      await settledWithin(work, endingMs);
      lost.throwIfAborted();
    }
    const step = lastStep() ?? t.noStep;
    // Its waits end now, so that their histories are in the evidence.
    this.#session.running.end();
    await settledWithin(work, endingMs);
    throw new LessonFailure({
      expected: t.inTime(deadlineMs / 1000),
      observed: t.lastStep(step),
      object: `Lesson/${this.#session.context.lesson}`,
      elapsedMs: deadlineMs,
      late: true,
      hint: texts.wait.hints.late,
      evidence: [],
    });
  }

  async #saveEvidence(test: Mocha.Test, error: unknown): Promise<void> {
    const { client, context, labels, running } = this.#session;
    const paths = await saveEvidence({
      client,
      namespaces: this.#scopes.map((scope) => scope.namespace),
      labels,
      timelines: running.timelines,
      reportDir: context.reportDir,
      lesson: context.lesson,
      number: running.number,
      title: test.title,
      language: context.language,
      signal: AbortSignal.any([AbortSignal.timeout(evidenceMs), interrupted]),
    });
    if (error instanceof LessonFailure) error.failure.evidence.push(...paths);
    else annotationsOf(test).evidence = paths;
  }

  /** Says how a learner sees for themselves what runs. */
  async #tellTryIt(): Promise<void> {
    const { verify } = this.#session.context;
    const { tryIt } = this.#options;
    if (verify === undefined || tryIt === undefined || !this.#session.loaded || interrupted.aborted) return;
    try {
      await tellRunner({ type: 'try', commands: tryIt(this.given).map((command) => inOwnNamesOf(this.#session.context, command)) });
    } catch {
      // What it would show is not there: a test has said so.
    }
  }

  /** Puts back what the suite has changed of what a learner has applied. */
  async #putActsBack(): Promise<void> {
    const { acts, running, context } = this.#session;
    if (acts === undefined) return;
    running.allowHarness();
    try {
      await acts.putBack();
    } catch (error) {
      await tellRunner({ type: 'error', error: runError(context.lesson, texts.verify.notPutBack(describeError(error)), texts.verify.notPutBackHint) });
    }
  }

  /** Deletes all that the lesson made, unless it is to be kept, and tells what could not be deleted. */
  async cleanUp(): Promise<void> {
    await tellRunner({ type: 'cleaning' });
    const { context, open, namespaces } = this.#session;
    namespaces.release();
    await Promise.allSettled(open.toReversed().map(async (each) => { await each.close(); }));
    await this.#putActsBack();
    await this.#tellTryIt();
    if (context.keep || context.verify !== undefined || !this.#opened) return;
    await removeNamespaces(this.#scopes, context.lesson);
  }
}

function idsOf(objects: readonly KubeObject[]): ReadonlySet<string> {
  return new Set(objects.map(({ kind, metadata }) => `${kind ?? ''}/${metadata?.name ?? ''}`));
}

/** A skip at run time ends a test by an error of mocha's own. */
function isSkip(test: Mocha.Test): boolean {
  return test.isPending();
}
