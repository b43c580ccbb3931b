import { use, util } from 'chai';
import { asText, type Text } from '../text/language.ts';
import { show } from '../text/show.ts';
import { texts } from '../text/texts.ts';
import { failExpectation } from './expectation.ts';

const t = texts.expect.lines;

/** A line of a log, of which only the text counts here. */
interface Line {
  readonly text: string;
}

/** Lines shown before and after an offending one. */
const neighbours = 2;

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- chai's own way to be extended
  namespace Chai {
    /** Assertions about the lines of a stream. Each names the first offending line, its number and its neighbours. */
    interface Assertion {
      /** Every line has this form, which is shown as `described`. */
      haveLinesLike(pattern: RegExp, described: string): Assertion;
      /** The numbers in the lines go up by one from `first`: no gap, no duplicate, in order. */
      countUpFrom(first: number, numberOf: (line: string) => number): Assertion;
      /** No line is also in another stream. */
      shareNoLineWith(others: readonly Line[], whose: string): Assertion;
      /** The stream begins with exactly these texts; `what` says which they are. */
      startWith(lines: readonly Line[], what: Text): Assertion;
      haveNoLines(): Assertion;
      haveLines(atLeast: number): Assertion;
    }
  }
}

use((chai) => {
  const add = (name: string, check: (lines: readonly Line[], fail: (expected: Text, observed: Text) => never, ...args: never[]) => void): void => {
    chai.util.addMethod(chai.Assertion.prototype, name, function method(this: object, ...args: never[]) {
      const fail = (expected: Text, observed: Text): never => failExpectation(this, expected, observed);
      check(util.flag(this, 'object') as readonly Line[], fail, ...args);
    });
  };

  add('haveLinesLike', (lines, fail, pattern: RegExp, described: string) => {
    const index = lines.findIndex((line) => !pattern.test(line.text));
    if (index !== -1) fail(t.each(described), around(lines, index));
  });

  add('countUpFrom', (lines, fail, first: number, numberOf: (line: string) => number) => {
    const index = lines.findIndex((line, position) => numberOf(line.text) !== first + position);
    if (index === -1) return;
    const found = numberOf(lines[index]?.text ?? '');
    const where = around(lines, index);
    fail(t.countedUp(first, first + index, index + 1), Number.isNaN(found) ? t.noNumber(where) : t.number(found, where));
  });

  add('shareNoLineWith', (lines, fail, others: readonly Line[], whose: string) => {
    const shared = new Set(others.map((line) => line.text));
    const index = lines.findIndex((line) => shared.has(line.text));
    if (index !== -1) fail(t.notShared(whose), around(lines, index));
  });

  add('startWith', (lines, fail, expected: readonly Line[], what: Text) => {
    const index = expected.findIndex((line, position) => lines[position]?.text !== line.text);
    if (index !== -1) fail(t.starts(asText(what), show(expected[index]?.text), index + 1), around(lines, index));
  });

  add('haveNoLines', (lines, fail) => {
    if (lines.length > 0) fail(t.none, t.countAnd(lines.length, around(lines, 0)));
  });

  add('haveLines', (lines, fail, atLeast: number) => {
    if (lines.length < atLeast) fail(t.atLeast(atLeast), t.count(lines.length));
  });
});

function around(lines: readonly Line[], index: number): Text {
  const line = lines[index];
  if (line === undefined) return t.missing(index + 1, lines.length);
  const nearby = lines.slice(Math.max(0, index - neighbours), index + neighbours + 1).map((each) => show(each.text));
  return t.around(index + 1, show(line.text), nearby);
}
