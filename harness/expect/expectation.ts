import { Assertion, use, util } from 'chai';
import { texts } from '../text/texts.ts';
import { asText, verbatim, type Text } from '../text/language.ts';
import { failureAbout, type Blame, type FailureContext } from './blame.ts';
import { showText } from './show.ts';
import { wantedBy } from './wanted.ts';

/** What an expectation is about: which object and field are to blame when it fails, and what was looked at. */
export interface About extends Blame {
  /** What was looked at: `status of GET /members without a token`. Left out where the field says it. */
  what?: Text;
}

interface Subject {
  context: FailureContext;
  about: About;
}

const subjectFlag = 'subject';
const wantedFlag = 'wanted';

/**
 * A chai expectation that fails as a LessonFailure: about the object and field that are to blame, with the value that was
 * expected and the one that was found in both languages, and with the hint.
 */
export function expectation(context: FailureContext, actual: unknown, about: About): Chai.Assertion {
  const assertion = new Assertion(actual);
  util.flag(assertion, subjectFlag, { context, about } satisfies Subject);
  return assertion;
}

/** Fails an expectation with texts of its own: for assertions that know more than the two values. */
export function failExpectation(assertion: object, expected: Text, observed: Text): never {
  const { context, about } = util.flag(assertion, subjectFlag) as Subject;
  throw failureAbout(context, about, { expected: about.what === undefined ? expected : texts.expect.about(about.what, expected), observed });
}

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- chai's own way to be extended
  namespace Chai {
    interface Assertion {
      /** The value passes a test, which is described in words: `2 to 4`. */
      fit<Value = unknown>(described: Text, test: (value: Value) => boolean): Assertion;
    }
  }
}

// Each assertion notes what it wants before it looks, so that a failure can say so in both languages.
use((chai) => {
  for (const [name, wanted] of Object.entries(wantedBy.methods)) {
    chai.util.overwriteMethod(chai.Assertion.prototype, name, (original: (...values: unknown[]) => unknown) =>
      function method(this: object, ...values: unknown[]) {
        note(this, wanted(values, util.flag(this, 'contains') === true));
        return original.apply(this, values);
      });
  }
  for (const [name, wanted] of Object.entries(wantedBy.chainable)) {
    chai.util.overwriteChainableMethod(
      chai.Assertion.prototype, name,
      (original: (...values: unknown[]) => unknown) => function method(this: object, ...values: unknown[]) {
        note(this, wanted(values));
        return original.apply(this, values);
      },
      ((original: () => void) => function property(this: object) { original.call(this); }) as unknown as () => void,
    );
  }
  for (const [name, wanted] of Object.entries(wantedBy.properties)) {
    chai.util.overwriteProperty(chai.Assertion.prototype, name, (original: () => unknown) =>
      function property(this: object) {
        note(this, util.flag(this, 'negate') === true ? wanted.negated : wanted.plain);
        return original.call(this);
      });
  }
  chai.util.addMethod(chai.Assertion.prototype, 'fit', function fit(this: object, described: Text, test: (value: unknown) => boolean) {
    const value: unknown = util.flag(this, 'object');
    if (!test(value)) failExpectation(this, asText(described), showText(value));
  });
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the assertion that it belongs to
  const original = chai.Assertion.prototype.assert;
  chai.Assertion.prototype.assert = function assert(this: object, ...args: unknown[]) {
    if (util.flag(this, subjectFlag) === undefined) {
      original.apply(this, args as Parameters<typeof original>);
      return;
    }
    if (util.test(this, args as Chai.AssertionArgs)) return;
    failExpectation(this, wantedOf(this), showText(util.getActual(this, args as Chai.AssertionArgs)));
  };
});

function note(assertion: object, wanted: Text): void {
  util.flag(assertion, wantedFlag, wanted);
}

function wantedOf(assertion: object): Text {
  const wanted = (util.flag(assertion, wantedFlag) as Text | undefined) ?? verbatim('');
  const negated = util.flag(assertion, 'negate') === true && !wantedBy.sayNegation(wanted);
  return negated ? texts.expect.not(wanted) : wanted;
}
