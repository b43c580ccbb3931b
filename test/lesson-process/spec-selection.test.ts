import { expect } from 'chai';
import Mocha from 'mocha';

import { annotationsOf, type TestAnnotations } from '../../harness/lesson-process/annotations.ts';
import { allTests, keepTests, selectTests } from '../../harness/lesson-process/spec-selection.ts';

/** A suite with tests of these titles and notes. */
function suite(tests: Record<string, TestAnnotations>): Mocha.Suite {
  const root = new Mocha().suite;
  const lesson = Mocha.Suite.create(root, 'lesson');
  for (const [title, notes] of Object.entries(tests)) {
    const test = new Mocha.Test(title, () => undefined);
    Object.assign(annotationsOf(test), notes);
    lesson.addTest(test);
  }
  return root;
}

describe('a choice of tests', () => {
  const tests = { apply: { precondition: true }, first: { precondition: true, part: 'a' }, second: { part: 'a' }, third: { precondition: true, part: 'b' }, fourth: { part: 'b' } };

  it('has what the chosen ones stand on, and nothing of other parts', () => {
    const root = suite(tests);
    expect(selectTests(root, 'fourth')).to.equal(1);
    expect(allTests(root).map(({ title }) => title)).to.deep.equal(['apply', 'third', 'fourth']);
  });

  it('has the tests whose observations the chosen ones judge, and those that leave the state in which these begin', () => {
    const title = (en: string): { title: { en: string; ja: string } } => ({ title: { en, ja: '' } });
    const root = suite({ updates: title('updates'), rolls: { ...title('rolls'), after: { en: 'updates', ja: '' } }, counts: { ...title('counts'), seenBy: { en: 'rolls', ja: '' } }, other: title('other') });
    expect(selectTests(root, 'counts')).to.equal(1);
    expect(allTests(root).map(({ title: each }) => each)).to.deep.equal(['updates', 'rolls', 'counts']);
  });

  it('may be of tests rather than of a pattern', () => {
    const root = suite(tests);
    expect(keepTests(root, new Set(allTests(root).filter(({ title }) => title === 'second')))).to.equal(1);
    expect(allTests(root).map(({ title }) => title)).to.deep.equal(['apply', 'first', 'second']);
  });

  it('is empty when none is chosen', () => {
    const root = suite(tests);
    expect(selectTests(root, 'fifth')).to.equal(0);
    expect(allTests(root)).to.deep.equal([]);
  });
});
