import { NotDone, type Actor } from '../acts/acts.ts';
import { missingRight } from '../cluster/require-rights.ts';
import { annotationsOf, titleOf, type TestAnnotations } from '../lesson-process/annotations.ts';
import type { RunContext } from '../lesson-process/run-context.ts';
import type { ObjectName } from '../manifests/manifest.ts';
import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import type { UnjudgedBecause } from '../verdict/results.ts';
import type { Unjudged } from './unjudged.ts';

const t = texts.verify;

/** Why a test is not judged. */
export interface LeftOut {
  reason: Text;
  because: UnjudgedBecause;
}

/** Which tests are judged on what a learner has applied by hand, and who makes their changes. In any other run, all are. */
export class ByHand {
  readonly #context: Pick<RunContext, 'verify' | 'manifests'>;
  readonly #unjudged: Unjudged;
  readonly #calledId: (id: ObjectName) => ObjectName;
  /** Titles of tests that were left out. */
  readonly #left = new Map<string, UnjudgedBecause>();

  /**
   * @param unjudged where it is noted what stands on an act that was not done
   * @param calledId how the learner calls an object of the lesson
   */
  constructor(context: Pick<RunContext, 'verify' | 'manifests'>, unjudged: Unjudged, calledId: (id: ObjectName) => ObjectName) {
    this.#context = context;
    this.#unjudged = unjudged;
    this.#calledId = calledId;
  }

  /** What the learner has applied, as `Kind/name`; other objects of the lesson may lie in a folder alone. */
  get applied(): ReadonlySet<string> {
    const objects = this.#context.manifests.applied?.objects ?? [];
    return new Set(objects.map(({ kind, metadata }) => `${kind ?? ''}/${metadata?.name ?? ''}`));
  }

  /** Why a test is not run; undefined where it is. */
  leftOut(test: Mocha.Test): LeftOut | undefined {
    const left = this.#whyLeftOut(annotationsOf(test));
    if (left !== undefined) this.#left.set(titleOf(test).en, left.because);
    return left;
  }

  #whyLeftOut({ effect, seenBy, before, byHand }: TestAnnotations): LeftOut | undefined {
    const { verify } = this.#context;
    if (verify === undefined) return undefined;
    const asked = byHand === true && verify.waitMs !== undefined;
    if (effect === 'changes' && !(byHand === true && verify.most === 'changes') && !asked) return { because: 'learner', reason: t.learner };
    if (effect === 'disturbs' && verify.most !== 'disturbs' && verify.most !== 'changes' && !asked) return { because: 'asks', reason: t.asks };
    if (effect === 'visits' && verify.most === 'reads') return { because: 'asks', reason: t.visits };
    const source = seenBy === undefined ? undefined : this.#left.get(seenBy.en);
    if (seenBy !== undefined && source !== undefined) return { because: source, reason: t.seenBy(seenBy) };
    const coming = before === undefined ? undefined : this.#calledId(before);
    return coming !== undefined && this.applied.has(coming) ? { because: 'here', reason: t.before(coming) } : undefined;
  }

  /** Who makes the changes of a test; undefined: they are made as in any run. */
  actorOf({ byHand, effect }: TestAnnotations): Actor | undefined {
    const { verify } = this.#context;
    if (verify === undefined || byHand !== true) return undefined;
    if (verify.waitMs !== undefined) return 'learner';
    return effect === 'changes' ? 'suite' : undefined;
  }

  /**
   * Why a test that was begun cannot be judged after all: the learner has not done what it asked for (nor can be judged what
   * stands on that), or it may not be asked of their namespace. Undefined where it has failed by itself.
   */
  givenUp(test: Mocha.Test, thrown: unknown): LeftOut | undefined {
    if (this.#context.verify === undefined) return undefined;
    if (!(thrown instanceof NotDone)) {
      const lacking = missingRight(thrown);
      return lacking === undefined ? undefined : { because: 'here', reason: t.noRight(lacking.texts.message) };
    }
    const { effect, part } = annotationsOf(test);
    this.#left.set(titleOf(test).en, 'learner');
    if (effect === 'changes') this.#unjudged.add({ reason: t.standsOnAct(titleOf(test)), part });
    return { because: 'learner', reason: t.notDone(thrown.command) };
  }
}
