import { serverTrouble } from '../client/server-trouble.ts';
import type { Use } from '../client/use.ts';
import { missingRight } from '../cluster/require-rights.ts';
import { failureAbout } from '../expect/blame.ts';
import { fence } from '../fence/fence.ts';
import { bearable } from '../fence/load.ts';
import { noteOfPriority, noteOfTokens, notesOfLeftOut } from '../fence/left-out-notes.ts';
import { annotationsOf, titleOf, type TestAnnotations } from '../lesson-process/annotations.ts';
import type { Effect } from '../lesson-process/effect.ts';
import { tellRunner } from '../lesson-process/events.ts';
import { interrupted } from '../lesson-process/interruption.ts';
import type { RunContext } from '../lesson-process/run-context.ts';
import { untilTurn } from '../lesson-process/until-turn.ts';
import { inOneNamespace } from '../manifests/duplicates.ts';
import type { Manifest } from '../manifests/manifest.ts';
import { misspeltReferences, requireReferences } from '../manifests/references.ts';
import { Scope } from '../objects/scope.ts';
import { Session } from '../objects/session.ts';
import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { isAssertion, sidesOf } from '../verdict/assertion.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { Failures } from '../verdict/failures.ts';
import { InvalidMeasurement } from '../verdict/invalid-measurement.ts';
import { LessonFailure } from '../verdict/lesson-failure.ts';
import { decides } from '../verdict/level.ts';
import { ByHand } from './by-hand.ts';
import { removeNamespaces } from './clean-up.ts';
import { saveEvidenceOfTest } from './evidence-of-test.ts';
import { Given } from './given.ts';
import type { LessonOptions } from './lesson-options.ts';
import { unlessControl } from './control-left-out.ts';
import { firstLacking } from './needs.ts';
import { notAdmitted } from './not-admitted.ts';
import { nothingApplied } from './nothing-applied.ts';
import { openNamespace } from './open-namespace.ts';
import { OtherNamespaces } from './other-namespaces.ts';
import { inOwnNamesOf, tellInOwnNames } from './own-words.ts';
import { putActsBack, putBack } from './put-back.ts';
import { Unjudged } from './unjudged.ts';
import { usesOf } from './uses.ts';
import { withinDeadline } from './within-deadline.ts';

const t = texts.lesson;

/** Kinds that others name without a field of ours to look at: what a misspelt one says would hold for another namespace, or the server refuses the pods that mean it. */
const namedByOthers = ['Namespace', 'PriorityClass'];

/** One lesson from its first to its last test. */
export class LessonRun {
  readonly #session: Session;
  readonly #scope: Scope;
  readonly #others: OtherNamespaces;
  readonly #options: LessonOptions;
  /** Its namespace is there from the test `dry run` on. */
  readonly given: Given;
  #opened = false;
  #failed = false;
  #lacking: Promise<Text | undefined> | undefined;
  /** Why tests that are left are not judged. */
  readonly #unjudged = new Unjudged();
  readonly #byHand: ByHand;

  constructor(context: RunContext, options: LessonOptions) {
    this.#session = new Session(context);
    this.#options = options;
    this.#scope = new Scope(this.#session, context.verify?.namespace ?? `${context.lesson}-${context.runId}`);
    this.#others = new OtherNamespaces(this.#session);
    this.#byHand = new ByHand(context, this.#unjudged, (id) => this.#scope.calledId(id));
    this.given = new Given(this.#scope, this.#others);
  }

  /** All namespaces of the lesson, also one that could not be opened to its end: what its clean-up removes. */
  get #scopes(): Scope[] {
    return [this.#scope, ...this.#others.scopes];
  }

  /** Why the lesson cannot be run on this cluster; undefined when it can. */
  missing(): Text | undefined {
    const { cluster, ingressUrl, verify, lesson } = this.#session.context;
    const { verifiable = texts.verify.changesIt } = this.#options;
    if (verify !== undefined && verifiable !== true) return texts.verify.notThisWay(lesson, verifiable);
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
      this.#unjudged.add({ reason: t.standsOn(titleOf(test)) });
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
    const { withoutWritten, lesson } = this.#session.context;
    const misspelt = withoutWritten === true ? [] : misspeltReferences(manifests, accepted);
    const misnamed = withoutWritten === true ? new Map<Manifest, LessonFailure>() : new Map(namedByOthers.flatMap((kind) => [...manifests.misspelt(kind, lesson)]));
    const notes = [
      noteOfTokens(manifests.all(), this.#session.withoutTokens),
      this.#session.givesSystemPriority ? undefined : noteOfPriority(manifests.all()),
      ...notesOfLeftOut(this.#session.leftOut),
    ];
    for (const text of notes) if (text !== undefined) await tellRunner({ type: 'note', text });
    failures.add(...manifests.failures, ...reachOut, ...inOneNamespace(accepted.filter(this.#applies)), ...misspelt, ...misnamed.values());
    // What can be read is judged all the same: a learner hears of everything at once.
    if (accepted.length === 0) failures.throwIfAny();
    this.#opened = true;
    const others = Object.keys(this.#options.namespaces ?? {});
    await Promise.all([
      openNamespace(this.#scope, manifests.all('Namespace').filter((each) => this.#applies(each) && !others.includes(each.name) && !misnamed.has(each))),
      ...others.map(async (name) => await this.given.namespace(name)),
    ]);
    await failures.tryAsync(async () => { await this.given.dryRun(...bearable(accepted, this.#session.allowed).filter(({ id }) => ![...reachOut, ...misspelt].some(({ failure }) => failure.object === id))); });
    // An object that could not be read may be the one that another refers to.
    if (manifests.failures.length === 0 && withoutWritten !== true) failures.try(() => { requireReferences(manifests, accepted, failures.seen.flatMap(({ failure }) => [failure, ...(failure.others ?? [])])); });
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
    // What is applied later refers to what is not there yet.
    const applied = manifests.all().filter(({ id }) => this.#byHand.applied.has(id));
    for (const manifest of applied) this.#scope.noteApplied(manifest);
    requireReferences(manifests, applied);
  }

  /** What of the objects reaches beyond the namespaces of the run, and is not allowed. */
  #reachingOut(): LessonFailure[] {
    const { manifests, allowed, podNeeds: needs, accountKinds, standsFor, context: { images } } = this.#session;
    return fence(manifests.all(), { allowed, images: [...images, ...this.#session.ownImages], needs, accountKinds, standsFor, withoutSystemPriority: !this.#session.givesSystemPriority });
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

  readonly #applies = (manifest: Manifest): boolean => this.#options.apply?.(manifest, this.#session.manifests.all()) ?? true;

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
        const inRoom = async (): Promise<void> => { await this.#inRoom(async () => { await (body as (this: Mocha.Context) => unknown).call(test.ctx ?? suite.ctx); }); };
        try {
          await this.#waitForTurn(test);
          await this.#runTest(test, async () => { await unlessControl(inRoom); });
        } catch (error) {
          // One test tells what was lost; the others would only repeat it.
          if (error instanceof EnvironmentError && error === this.#session.running.lost.reason) this.#unjudged.add({ reason: error.texts.message });
          throw error;
        }
      };
    });
  }

  /** What other lessons take from the nodes at the moment says nothing about this one's manifests. */
  async #inRoom(body: () => Promise<void>): Promise<void> {
    try {
      await body();
    } catch (error) {
      if (this.#session.context.beside !== true || !(error instanceof LessonFailure) || error.failure.noRoom !== true) throw error;
      throw new InvalidMeasurement(t.noRoomBeside({ en: error.failure.observed, ja: error.failure.ja.observed }));
    }
  }

  /** Why a test is not run on what a learner has applied; undefined where it is. */
  #leftOut(test: Mocha.Test): Text | undefined {
    const left = this.#byHand.leftOut(test);
    if (left !== undefined) annotationsOf(test).unjudged = left.because;
    return left?.reason;
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
    const actor = this.#byHand.actorOf(annotations);
    // What a learner does by hand, the suite only looks at.
    running.begin(test, actor === 'learner' ? 'visits' : (annotations.effect ?? 'changes'), actor);
    const lesson = `Lesson/${this.#session.context.lesson}` as const;
    try {
      await withinDeadline(this.#session, this.#options.testDeadlineMs ?? 90_000, body);
    } catch (caught) {
      const thrown = serverTrouble(caught) ?? caught;
      if (thrown instanceof LessonFailure) tellInOwnNames(thrown.failure, this.#session.context);
      const givenUp = isSkip(test) ? undefined : this.#byHand.givenUp(test, thrown);
      if (givenUp !== undefined) this.given.skip(givenUp.reason, givenUp.because);
      const refused = isSkip(test) ? undefined : await notAdmitted(thrown, this.#byHand.applied, this.#session);
      if (refused !== undefined) this.given.skip(refused);
      if (!isSkip(test)) {
        this.#failed = true;
        await this.#throwIfLost(thrown);
      }
      const title = titleOf(test);
      const { level, part } = annotations;
      if (annotations.precondition === true) this.#unjudged.add({ reason: (isSkip(test) ? annotations.skipReason : undefined) ?? t.standsOn(title), level, part });
      else if (annotations.effect === 'changes' && !isSkip(test)) this.#unjudged.add({ reason: t.changedBefore(title), part });
      const error = isAssertion(thrown) ? failureAbout(this.#scope, { on: lesson }, sidesOf(thrown)) : thrown;
      if (!interrupted.aborted && !isSkip(test) && this.#session.context.verify?.again !== true) await saveEvidenceOfTest(this.#session, this.#scopes.map(({ namespace }) => namespace), test, error);
      if (!isSkip(test) || running.wrote) await this.#putBack(title, annotations);
      throw error;
    } finally {
      running.end();
    }
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
    const why = await putBack(this.#session);
    if (why !== undefined) this.#unjudged.add({ reason: t.notPutBack(title, why), invalid: !decides(annotations, this.#session.context.level ?? 'production') });
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

  /** Deletes all that the lesson made, unless it is to be kept, and tells what could not be deleted. */
  async cleanUp(): Promise<void> {
    await tellRunner({ type: 'cleaning' });
    const { context, open, namespaces } = this.#session;
    namespaces.release();
    await Promise.allSettled(open.toReversed().map(async (each) => { await each.close(); }));
    await putActsBack(this.#session);
    await this.#tellTryIt();
    const kept = context.keep === 'all' || (context.keep === 'failed' && this.#failed);
    if (kept || context.verify !== undefined || !this.#opened) return;
    await removeNamespaces(this.#scopes, context.lesson);
  }
}

/** A skip at run time ends a test by an error of mocha's own. */
function isSkip(test: Mocha.Test): boolean {
  return test.isPending();
}
