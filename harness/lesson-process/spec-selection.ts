import { matchingTitles } from '../process/matching-titles.ts';
import { annotationsOf } from './annotations.ts';

/**
 * Leaves in the suite only the tests whose full title matches, and what they stand on (see {@link keepTests}); a suite in which
 * nothing matches is emptied. Returns how many tests match.
 *
 * Mocha's own grep would leave out the test that applies the manifests.
 */
export function selectTests(root: Mocha.Suite, pattern: string): number {
  const tests = allTests(root);
  const titles = matchingTitles(tests.map((test) => test.fullTitle()), pattern);
  return keepTests(root, new Set(tests.filter((test) => titles.has(test.fullTitle()))));
}

/**
 * Leaves in the suite only these tests and what they stand on: preconditions, tests whose observations they judge (`seenBy`), and
 * those that leave the state in which they begin (`after`). Returns how many of them there are.
 */
export function keepTests(root: Mocha.Suite, matching: ReadonlySet<Mocha.Test>): number {
  const prune = (suite: Mocha.Suite): number => {
    const inside = suite.suites.reduce((sum, inner) => sum + prune(inner), 0);
    const count = inside + suite.tests.filter((test) => matching.has(test)).length;
    suite.tests = suite.tests.filter((test) => matching.has(test) || (count > 0 && isNeeded(test)));
    return count;
  };
  const needed = withSources(matching, allTests(root));
  // A precondition of one part of a lesson matters to no other part.
  const parts = new Set([...needed].map((test) => annotationsOf(test).part));
  const isNeeded = (test: Mocha.Test): boolean => {
    const { part, precondition } = annotationsOf(test);
    return needed.has(test) || (precondition === true && (part === undefined || parts.has(part)));
  };
  return prune(root);
}

/** These tests with the earlier ones that they name, and those that these name. */
function withSources(tests: ReadonlySet<Mocha.Test>, all: readonly Mocha.Test[]): ReadonlySet<Mocha.Test> {
  const needed = new Set(tests);
  // A set is gone through to its end, also through what is added meanwhile.
  for (const test of needed) {
    const { seenBy, after } = annotationsOf(test);
    for (const source of all) if ([seenBy?.en, after?.en].includes(annotationsOf(source).title?.en ?? '')) needed.add(source);
  }
  return needed;
}

/** Every test of a suite in the order in which mocha runs them. */
export function allTests(suite: Mocha.Suite): Mocha.Test[] {
  return [...suite.tests, ...suite.suites.flatMap(allTests)];
}

/** Titles of the tests that are skipped in the source (`it.skip`, `xit`, an `it` without a body): forbidden, a skip needs a reason. */
export function staticSkips(root: Mocha.Suite): string[] {
  return allTests(root).filter((test) => test.isPending()).map((test) => test.fullTitle());
}
