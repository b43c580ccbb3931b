import { annotationsOf, suiteAnnotationsOf, type TestAnnotations } from '../lesson-process/annotations.ts';
import type { Effect } from '../lesson-process/effect.ts';
import type { ObjectName } from '../manifests/manifest.ts';
import { runContext } from '../lesson-process/run-context.ts';
import { asText, mapText, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import type { Level } from '../verdict/level.ts';
import type { Given } from './given.ts';
import { inOwnNamesOf } from './own-words.ts';
import { LessonRun } from './lesson-run.ts';
import type { LessonOptions } from './lesson-options.ts';

/** What a test is, apart from its body. */
export type TestOptions = WrittenTest | RunningTest;

interface AnyTest {
  /**
   * What it asks for; `promise` when absent. A `production` test is always run and told apart; whether it decides says
   * `--level`. One that `changes` stands after all tests of the promise of its part: where it fails, its change is still there.
   */
  level?: Level;
  /** The part of the lesson that it belongs to. What fails in a part (a precondition, a change) keeps only tests of that part from being judged. */
  part?: string;
  /**
   * Other tests stand on it: when it fails, those after it are skipped and say so, rather than fail for a reason that is
   * not theirs. On a `production` test only production tests stand. It also runs when `--grep` chooses only others.
   */
  precondition?: boolean;
  /** Section of the lesson's handout that explains it: the id of an anchor there, the same in both languages. A failure names it. */
  section?: string;
  /**
   * All that it judges comes before it first asks for another namespace, which is for its control. `npm run verify`, where there is no
   * other namespace, then judges it without the control.
   */
  controlLast?: true;
  /** Title of an earlier test whose observations this one judges: where that one was left out, this one is too, and `--grep` takes both. */
  seenBy?: Text;
  /** Title of an earlier test that leaves the state in which this one begins, such as the version that runs: `--grep` takes both. */
  after?: Text;
  /** An object that a learner applies later, and whose coming ends what this test looks at: `npm run verify` judges it only before. */
  before?: ObjectName;
}

/** A test of the manifests as they are written: what cannot work need not be started to say so. */
interface WrittenTest extends AnyTest {
  /** It is judged before anything is applied, and stands before all other tests. */
  written: true;
  effect?: 'reads';
}

interface RunningTest extends AnyTest {
  written?: false;
  /** The most that it does; doing more is an error of the spec. */
  effect: Effect;
  /**
   * A learner can do by hand what it changes: each of its `given.apply` and `delete`, of `scale` and `undo` of a Deployment. Where
   * `npm run verify` judges what somebody has applied, it then says the command and waits until the object shows that this was done.
   */
  byHand?: true;
  /**
   * What it needs for itself. `traffic`: it sends as many requests as a small machine can serve in time, so it waits for
   * other lessons with such tests to end, and they for its lesson. `cluster`: it disturbs everything, so it waits for all
   * other lessons to end, and none starts after it.
   */
  exclusive?: 'traffic' | 'cluster';
}

/**
 * Describes a lesson: one mocha suite whose first test, `dry run`, makes a namespace and asks the server whether it would
 * take the lesson's objects. Tests of what is written come next, then `apply`, which applies the objects, then all other
 * tests, each in the order in which they are described. After the last one all that was made is deleted.
 *
 * Where the run verifies what a learner has applied, the first test looks whether that is there, and nothing is applied.
 */
export function lesson(name: string, ...rest: [body: (given: Given) => void] | [options: LessonOptions, body: (given: Given) => void]): void {
  const [options, body] = rest.length === 1 ? [{}, rest[0]] : rest;
  describe(name, function () {
    const run = new LessonRun(runContext(), options);
    const missing = run.missing();
    if (missing !== undefined) suiteAnnotationsOf(this).skipReason = missing;
    if (options.standsOn !== undefined) suiteAnnotationsOf(this).standsOn = options.standsOn;
    if (options.light !== undefined) suiteAnnotationsOf(this).light = options.light;
    // The harness bounds each test and says what it was waiting for; mocha could only say that it took long.
    this.timeout(0);
    const verifies = runContext().verify !== undefined;
    const [first, apply] = verifies
      ? [add(texts.verify.found, { precondition: true, effect: 'reads' }, () => { run.look(); }), undefined]
      : [add(texts.lesson.dryRun, { precondition: true, effect: 'changes' }, async () => { await run.prepare(); }), add(texts.lesson.apply, { precondition: true, effect: 'changes' }, async () => { await run.apply(); })];
    body(run.given);
    for (const each of this.tests) nameSection(annotationsOf(each), options.sections ?? {});
    const own = this.tests.filter((each) => each !== first && each !== apply);
    const written = own.filter((each) => annotationsOf(each).written === true);
    refuseLateWritten(own, written);
    refuseEarlyChange(own);
    const judged = runContext().withoutWritten === true ? [] : written;
    this.tests = [first, ...judged, ...(apply === undefined ? [] : [apply]), ...own.slice(written.length)];
    suiteAnnotationsOf(this).uses = () => run.uses(this.tests.filter((each) => each !== first && each !== apply).map((each) => annotationsOf(each).effect ?? 'changes'));
    run.guard(this);
    after('clean up', async () => { await run.cleanUp(); });
  });
}

/** Describes one test of a lesson. Its title, like all that people read, is in both languages. */
export function test(title: Text, options: TestOptions, body: () => void | Promise<void>): void {
  add(asText(title), options, body);
}

function add(written: Text, options: TestOptions, body: () => void | Promise<void>): Mocha.Test {
  const title = inOwnWords(written);
  const added = it(title.en, body);
  const annotations = annotationsOf(added);
  annotations.title = title;
  annotations.effect = options.effect ?? 'reads';
  if (options.level !== undefined) annotations.level = options.level;
  if (options.part !== undefined) annotations.part = options.part;
  if (options.seenBy !== undefined) annotations.seenBy = inOwnWords(asText(options.seenBy));
  if (options.after !== undefined) annotations.after = inOwnWords(asText(options.after));
  if (options.before !== undefined) annotations.before = options.before;
  if (options.controlLast === true) annotations.controlLast = true;
  if (options.section !== undefined) annotations.section = options.section;
  if (options.precondition === true) annotations.precondition = true;
  if (options.written === true) annotations.written = true;
  else {
    if (options.exclusive !== undefined) annotations.turn = options.exclusive;
    if (options.byHand === true) annotations.byHand = true;
  }
  return added;
}

/** A title names objects as the learner does. */
function inOwnWords(title: Text): Text {
  return mapText(title, (text) => inOwnNamesOf(runContext(), text));
}

/** A test of a part is explained where its part is. */
function nameSection(annotations: TestAnnotations, ofParts: Readonly<Record<string, string>>): void {
  const section = annotations.section ?? ofParts[annotations.part ?? ''];
  if (section !== undefined) annotations.section = section;
}

/** A spec reads in the order in which it runs. */
function refuseLateWritten(all: readonly Mocha.Test[], written: readonly Mocha.Test[]): void {
  const late = written.find((each, index) => all[index] !== each);
  if (late !== undefined) throw new Error(`\`${late.title}\` is judged before anything is applied: describe it before the tests of what runs`);
}

/** What only production asks for must never keep a test of the promise from being judged. */
function refuseEarlyChange(all: readonly Mocha.Test[]): void {
  const notes = all.map((test) => ({ test, ...annotationsOf(test) }));
  const early = notes.find(({ level, effect, part }, index) => level === 'production' && effect === 'changes'
    && notes.slice(index + 1).some((later) => later.level !== 'production' && (part === undefined || later.part === part)));
  if (early !== undefined) throw new Error(`\`${early.test.title}\` is a production test that changes something: describe it after all tests of the promise that it could keep from being judged`);
}
