import { blaming, failureAbout, type Blame } from '../expect/blame.ts';
import { expectation, type About } from '../expect/expectation.ts';
import '../expect/lines.ts';
import { refusalOf, type ExpectedRefusal, type Refused } from '../expect/refusal.ts';
import { listeningToWarnings } from '../client/warnings.ts';
import type { Manifest } from '../manifests/manifest.ts';
import { asText, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { describeFailure, failureText, LessonFailure } from '../verdict/lesson-failure.ts';
import type { Failure } from '../verdict/results.ts';
import { ClusterVerbs } from './cluster-verbs.ts';

const t = texts.lesson;

/** The verbs of a spec about what is expected, and who is to blame. */
export class ExpectVerbs extends ClusterVerbs {
  /**
   * Does what the API server must refuse; returns how it did. Throws LessonFailure when it is accepted, or refused for
   * another reason: `given.refused({ what: t.secondPod, code: 403, message: /exceeded quota/, on: quota }, () => given.apply(pod))`.
   */
  async refused(expected: ExpectedRefusal, act: () => Promise<unknown>): Promise<Refused> {
    return await refusalOf(this.scope, expected, act);
  }

  /** Does something, and returns what the API server warned of meanwhile: it takes the object all the same. */
  async warnings(act: () => Promise<unknown>): Promise<string[]> {
    return (await listeningToWarnings(act)).warnings;
  }

  /** What fails in a check fails as one of that object and field; a failure that names a field itself knows better. */
  async blame<T>(blame: Blame, check: () => T | Promise<T>): Promise<T> {
    return await blaming(this.scope, blame, check);
  }

  fail(about: Blame & { expected: Text; observed: Text; elapsedMs?: number }): never {
    throw failureAbout(this.scope, about, about);
  }

  /**
   * An expectation in chai's words: `given.expect(status, { what: t.statusOfAuth, on: 'Deployment/web' }).to.equal(200)`. It
   * fails as a failure of that object and field, in both languages.
   */
  expect(actual: unknown, about: About): Chai.Assertion {
    return expectation(this.scope, actual, about);
  }

  /** The same about one field of a manifest, as it is written. */
  expectField(manifest: Manifest, field: string, hint?: Text): Chai.Assertion {
    return expectation(this.scope, manifest.get(field), { on: manifest, field, ...(hint === undefined ? {} : { hint }) });
  }

  /**
   * Negative control: the check must fail, and for the reason that the control stands for; returns how. Throws LessonFailure
   * when it passes or fails otherwise; other errors pass through.
   *
   * @param because fits what the failure says in English, its object and hint included
   */
  async mustFail(what: Text, because: RegExp, check: () => unknown): Promise<Failure> {
    let failure: Failure | undefined;
    try {
      await check();
    } catch (error) {
      if (!(error instanceof LessonFailure)) throw error;
      failure = error.failure;
    }
    if (failure !== undefined && because.test(failureText(failure))) return failure;
    throw new LessonFailure({
      expected: failure === undefined ? t.mustFail(asText(what)) : t.mustFailBecause(asText(what), String(because)),
      observed: failure === undefined ? t.passed : { en: describeFailure(failure), ja: failure.ja.observed },
      object: `Lesson/${this.scope.session.context.lesson}`,
      elapsedMs: 0,
    });
  }
}
