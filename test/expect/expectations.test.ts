import { expect } from 'chai';

import { LessonFailure } from '../../harness/verdict/lesson-failure.ts';
import { blaming } from '../../harness/expect/blame.ts';
import type { Teller } from '../../harness/expect/blame.ts';
import { FieldExpectation } from '../../harness/expect/field.ts';
import { LinesExpectation } from '../../harness/expect/lines.ts';
import { Manifest } from '../../harness/manifests/manifest.ts';
import { parseSources } from '../../harness/manifests/source.ts';
import type { LogLine } from '../../harness/access/log-line.ts';
import type { Failure } from '../../harness/verdict/results.ts';

const [source] = parseSources('apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: 1\n  strategy:\n    type: RollingUpdate\n', 'a/1.yaml');
if (source === undefined) throw new Error('no source');
const web = new Manifest(source.value() as object, source, 'a');
const teller: Teller = { hint: (key) => `hint ${key}`, manifestOf: (object) => (object === 'Deployment/web' ? web : undefined) };

const failure = (act: () => unknown): Failure => {
  try {
    act();
  } catch (error) {
    if (error instanceof LessonFailure) return error.failure;
    throw error;
  }
  throw new Error('it did not fail');
};

describe('expectations about a field', () => {
  const field = (path: string): FieldExpectation => new FieldExpectation(teller, web, path);

  it('pass quietly', () => {
    field('spec.replicas').toEqual(1, 'h');
    field('spec.replicas').toBeOneOf([1, 2], 'h');
    field('spec.strategy').toExist('h');
    field('spec.paused').toBeAbsent('h');
    field('spec.strategy.type').toMatch(/^Rolling/, 'Rolling…', 'h');
    field('spec.strategy').toEqual({ type: 'RollingUpdate' }, 'h');
  });

  it('fail with field, file, line and hint', () => {
    expect(failure(() => { field('spec.strategy.type').toEqual('Recreate', 'recreate'); })).to.deep.equal({
      expected: '"Recreate"',
      observed: '"RollingUpdate"',
      object: 'Deployment/web',
      field: 'spec.strategy.type',
      file: 'a/1.yaml',
      line: 8,
      elapsedMs: 0,
      hint: 'hint recreate',
      evidence: [],
    });
    expect(failure(() => { field('spec.template.spec').toExist('h'); })).to.include({ observed: 'nothing', line: 5 });
    expect(failure(() => { field('spec.replicas').toSatisfy('2 or more', (value) => Number(value) > 1, 'h'); })).to.include({ expected: '2 or more', observed: '1' });
  });
});

describe('expectations about lines', () => {
  const lines = (...texts: string[]): LogLine[] => texts.map((text) => ({ text, time: 0, stamp: '' }));
  const about = (...texts: string[]): LinesExpectation => new LinesExpectation(teller, lines(...texts), { on: 'Deployment/web', field: 'spec.replicas', hint: 'h' });
  const number = (line: string): number => Number(line.split(':')[0]);

  it('pass quietly', () => {
    about('0: a', '1: b').each(/^\d: /, 'n: x').countUpFrom(0, number).shareNoneWith(lines('2: c'), 'other').atLeast(2).startWith(lines('0: a'), 'before');
    about().toBeEmpty();
  });

  it('name the first line that is out of order, and its neighbours', () => {
    expect(failure(() => about('0: a', '1: b', '3: d', '4: e').countUpFrom(0, number))).to.include({
      expected: 'lines counted up from 0 without a gap: number 2 in line 3',
      observed: 'number 3 in line 3: "3: d" (near it: "0: a", "1: b", "3: d", "4: e")',
      line: 6,
      hint: 'hint h',
    });
    expect(failure(() => about('0: a', '0: a').countUpFrom(0, number)).observed).to.contain('number 0 in line 2');
    expect(failure(() => about('x').countUpFrom(0, number)).observed).to.contain('no number in line 1');
  });

  it('name the first line of another form, or of another stream', () => {
    expect(failure(() => about('0: a', '??').each(/^\d/, 'n: x'))).to.include({ expected: 'each line like `n: x`', observed: 'line 2: "??" (near it: "0: a", "??")' });
    expect(failure(() => about('a', 'b').shareNoneWith(lines('b'), 'log-2'))).to.include({ expected: 'no line that is also in the stream of log-2', observed: 'line 2: "b" (near it: "a", "b")' });
    expect(failure(() => about('a').toBeEmpty()).observed).to.equal('1 lines, line 1: "a" (near it: "a")');
    expect(failure(() => about('a').atLeast(2)).observed).to.equal('1 lines');
    expect(failure(() => about('a').startWith(lines('a', 'b'), 'all of before'))).to.include({ expected: 'all of before: "b" in line 2', observed: 'no line 2 (there are 1)' });
  });
});

describe('blame', () => {
  const caught = async (promise: Promise<unknown>): Promise<unknown> => await promise.catch((error: unknown) => error);
  const blame = { on: 'Deployment/web', field: 'spec.strategy', hint: 'h' } as const;

  it('tells an assertion as a failure of the field', async () => {
    const error = await caught(blaming(teller, blame, () => { expect([1], 'versions').to.deep.equal([2]); }));
    expect(error).to.be.instanceOf(LessonFailure);
    expect((error as LessonFailure).failure).to.include({ expected: 'versions: expected [ 1 ] to deeply equal [ 2 ]', observed: '[1]', field: 'spec.strategy', line: 7, hint: 'hint h' });
  });

  it('gives a failure without a field its place and hint, and leaves one that has them alone', async () => {
    const bare = { expected: 'x', observed: 'y', object: 'Pod/p', elapsedMs: 1, hint: '', evidence: [] };
    const named = { ...bare, field: 'spec.z', hint: 'own' };
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
