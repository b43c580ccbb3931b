import { expect } from 'chai';

import { flattened, LessonFailure } from '../../harness/verdict/lesson-failure.ts';
import { blaming } from '../../harness/expect/blame.ts';
import type { FailureContext } from '../../harness/expect/blame.ts';
import { expectation } from '../../harness/expect/expectation.ts';
import '../../harness/expect/lines.ts';
import { verbatim } from '../../harness/text/language.ts';
import { Manifest } from '../../harness/manifests/manifest.ts';
import { parseSources } from '../../harness/manifests/source.ts';
import type { LogLine } from '../../harness/access/log-line.ts';
import { failureOf } from '../verdict/failure-of.ts';

const [source] = parseSources('apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: 1\n  strategy:\n    type: RollingUpdate\n', 'a/1.yaml');
if (source === undefined) throw new Error('no source');
const web = new Manifest(source.value() as object, source, 'a');
const teller: FailureContext = { manifestOf: (object) => (object === 'Deployment/web' ? web : undefined) };


describe('expectations about a field', () => {
  const field = (path: string, hint = 'h'): Chai.Assertion => expectation(teller, web.get(path), { on: web, field: path, hint: verbatim(`hint ${hint}`) });

  it('pass quietly', () => {
    field('spec.replicas').to.equal(1);
    field('spec.replicas').to.be.oneOf([1, 2]);
    field('spec.strategy').to.exist;
    field('spec.paused').to.not.exist;
    field('spec.strategy.type').to.match(/^Rolling/);
    field('spec.strategy').to.deep.equal({ type: 'RollingUpdate' });
    field('spec.replicas').to.fit(verbatim('2 or less'), (count: number) => count < 3);
  });

  it('fail with field, file, line and hint, in both languages', () => {
    expect(failureOf(() => field('spec.strategy.type', 'recreate').to.equal('Recreate'))).to.deep.equal({
      expected: '"Recreate"',
      observed: '"RollingUpdate"',
      object: 'Deployment/web',
      field: 'spec.strategy.type',
      file: 'a/1.yaml',
      line: 8,
      elapsedMs: 0,
      hint: 'hint recreate',
      evidence: [],
      ja: { expected: '"Recreate"', observed: '"RollingUpdate"', hint: 'hint recreate' },
    });
    const absent = failureOf(() => field('spec.template.spec').to.exist);
    expect(absent).to.include({ expected: 'a value', observed: 'nothing', line: 5 });
    expect(absent.ja).to.include({ expected: '何らかの値', observed: 'なし' });
    expect(failureOf(() => field('spec.replicas').to.fit(verbatim('2 or more'), (value: number) => value > 1))).to.include({ expected: '2 or more', observed: '1' });
  });
});

describe('expectations about a value', () => {
  const told = (actual: unknown, check: (assertion: Chai.Assertion) => unknown): string => {
    const { expected, observed } = failureOf(() => check(expectation(teller, actual, { what: verbatim('it'), on: 'Deployment/web' })));
    return `${expected} | ${observed}`;
  };

  it('say what is expected of it, and what it is', () => {
    expect(told(503, (it) => it.to.equal(200))).to.equal('it: 200 | 503');
    expect(told(503, (it) => it.to.be.oneOf([502, 504]))).to.equal('it: 502 or 504 | 503');
    expect(told(['a'], (it) => it.to.have.members(['a', 'b']))).to.equal('it: exactly "a", "b", in any order | ["a"]');
    expect(told(['a'], (it) => it.to.include.members(['b']))).to.equal('it: "b" among them | ["a"]');
    expect(told([1], (it) => it.to.have.length(2))).to.equal('it: 2 of them | 1');
    expect(told(3, (it) => it.to.be.at.least(4))).to.equal('it: at least 4 | 3');
    expect(told('abc', (it) => it.to.match(/^b/))).to.equal('it: something that matches /^b/ | "abc"');
    expect(told('abc', (it) => it.to.contain('x'))).to.equal('it: something that contains "x" | "abc"');
    expect(told([], (it) => it.to.not.be.empty)).to.equal('it: at least one | []');
    expect(told(1, (it) => it.to.not.equal(1))).to.equal('it: anything but 1 | 1');
  });

  it('leave plain chai as it is', () => {
    expect(() => { expect(1, 'one').to.equal(2); }).to.throw('one: expected 1 to equal 2');
  });
});

describe('expectations about lines', () => {
  const lines = (...texts: string[]): LogLine[] => texts.map((text) => ({ text, time: 0, stamp: '' }));
  const about = (...texts: string[]): Chai.Assertion => expectation(teller, lines(...texts), { on: 'Deployment/web', field: 'spec.replicas', hint: verbatim('hint h') });
  const number = (line: string): number => Number(line.split(':')[0]);

  it('pass quietly', () => {
    about('0: a', '1: b').to.haveLinesLike(/^\d: /, 'n: x').and.countUpFrom(0, number).and.shareNoLineWith(lines('2: c'), 'other').and.haveLines(2).and.startWith(lines('0: a'), verbatim('before'));
    about().to.haveNoLines();
  });

  it('name the first line that is out of order, and its neighbours', () => {
    expect(failureOf(() => about('0: a', '1: b', '3: d', '4: e').to.countUpFrom(0, number))).to.include({
      expected: 'lines counted up from 0 without a gap: number 2 in line 3',
      observed: 'number 3 in line 3: "3: d" (near it: "0: a", "1: b", "3: d", "4: e")',
      line: 6,
      hint: 'hint h',
    });
    expect(failureOf(() => about('0: a', '0: a').to.countUpFrom(0, number)).observed).to.contain('number 0 in line 2');
    expect(failureOf(() => about('x').to.countUpFrom(0, number)).observed).to.contain('no number in line 1');
  });

  it('name the first line of another form, or of another stream', () => {
    expect(failureOf(() => about('0: a', '??').to.haveLinesLike(/^\d/, 'n: x'))).to.include({ expected: 'each line like `n: x`', observed: 'line 2: "??" (near it: "0: a", "??")' });
    expect(failureOf(() => about('a', 'b').to.shareNoLineWith(lines('b'), 'log-2'))).to.include({ expected: 'no line that is also in the stream of log-2', observed: 'line 2: "b" (near it: "a", "b")' });
    expect(failureOf(() => about('a').to.haveNoLines()).observed).to.equal('1 lines, line 1: "a" (near it: "a")');
    expect(failureOf(() => about('a').to.haveLines(2)).observed).to.equal('1 lines');
    expect(failureOf(() => about('a').to.startWith(lines('a', 'b'), verbatim('all of before')))).to.include({ expected: 'all of before: "b" in line 2', observed: 'no line 2 (there are 1)' });
  });
});

describe('blame', () => {
  const caught = async (promise: Promise<unknown>): Promise<unknown> => await promise.catch((error: unknown) => error);
  const blame = { on: 'Deployment/web', field: 'spec.strategy', hint: verbatim('hint h') } as const;

  it('tells an assertion as a failure of the field', async () => {
    const error = await caught(blaming(teller, blame, () => { expect([1], 'versions').to.deep.equal([2]); }));
    expect(error).to.be.instanceOf(LessonFailure);
    expect((error as LessonFailure).failure).to.include({ expected: 'versions: expected [ 1 ] to deeply equal [ 2 ]', observed: '[1]', field: 'spec.strategy', line: 7, hint: 'hint h' });
  });

  it('gives a failure without a field its place and hint, and leaves one that has them alone', async () => {
    const bare = flattened({ expected: verbatim('x'), observed: verbatim('y'), object: 'Pod/p', elapsedMs: 1 });
    const named = flattened({ expected: verbatim('x'), observed: verbatim('y'), object: 'Pod/p', elapsedMs: 1, field: 'spec.z', hint: verbatim('own') });
    const first = (await caught(blaming(teller, blame, () => { throw new LessonFailure(bare); }))) as LessonFailure;
    expect(first.failure).to.include({ object: 'Deployment/web', field: 'spec.strategy', hint: 'hint h', expected: 'x' });
    const second = (await caught(blaming(teller, blame, () => { throw new LessonFailure(named); }))) as LessonFailure;
    expect(second.failure).to.deep.equal(named);
  });

  it('lets other errors pass, and results through', async () => {
    expect(await caught(blaming(teller, blame, () => { throw new TypeError('bug'); }))).to.be.instanceOf(TypeError);
    expect(await blaming(teller, blame, () => 7)).to.equal(7);
  });
});
