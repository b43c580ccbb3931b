import { expect } from 'chai';
import { corpusCounts, type CorpusCase } from '../../../harness/mutants/corpus/corpus-case.ts';
import { judgeCase } from '../../../harness/mutants/corpus/judge-case.ts';
import type { VariantOutcome } from '../../../harness/mutants/judge.ts';
import type { Failure, LessonResult, TestResult } from '../../../harness/verdict/results.ts';
import type { Level } from '../../../harness/verdict/level.ts';

const failure = { expected: 'ready', observed: 'not ready', object: 'Pod/a', field: 'spec.containers[0].args', elapsedMs: 1, hint: 'mend it', evidence: [], ja: { expected: '', observed: '', hint: '' } } as Failure;
const test = (level: Level, failed: boolean): TestResult => ({ title: `of ${level}`, level, status: failed ? 'failed' : 'passed', startedAt: '', durationMs: 10, ...(failed ? { failure } : {}) });
const outcome = (...tests: TestResult[]): VariantOutcome => ({ result: { tests, durationMs: 20 } as unknown as LessonResult, errors: [] });
const one = (passes: boolean, level: Level, names: string[] = []): CorpusCase => ({ fullId: '01-x/a', lesson: '01-x', id: 'a', source: 'https://example.test/1', passes, level, names, object: 'Pod/a', changes: [], standsFor: 'What was done.' });

describe('the verdict about a case', () => {
  const asWritten = (_object: string, path: string): string => path;
  const status = (which: CorpusCase, promiseFails: boolean, productionFails: boolean): string => judgeCase(which, outcome(test('production', productionFails), test('promise', promiseFails)), asWritten).status;

  it('is right when a right answer passes at its level', () => {
    expect(status(one(true, 'production'), false, false)).to.equal('right');
    expect(status(one(true, 'production'), false, true)).to.equal('wrong');
    expect(status(one(true, 'promise'), false, true)).to.equal('right');
    expect(status(one(true, 'promise'), true, false)).to.equal('wrong');
  });

  it('is right when a mistake fails at its level, and one of production keeps the promise', () => {
    expect(status(one(false, 'promise', ['args']), true, false)).to.equal('right');
    expect(status(one(false, 'promise', ['args']), false, true)).to.equal('wrong');
    expect(status(one(false, 'production', ['args']), false, true)).to.equal('right');
    expect(status(one(false, 'production', ['args']), true, true)).to.equal('wrong');
    expect(status(one(false, 'production', ['args']), false, false)).to.equal('wrong');
  });

  it('says whether the failure of that level names the field, by name or by position', () => {
    const named = (names: string[]): boolean | undefined => judgeCase(one(false, 'promise', names), outcome(test('promise', true)), (_object, path) => path.replace('[0]', '[app]')).namesField;
    expect(named(['containers[app].args'])).to.equal(true);
    expect(named(['containers[0]'])).to.equal(true);
    expect(named(['image'])).to.equal(false);
    const likely = { ...failure, differences: [{ object: 'Pod/a', field: 'spec.image', likely: true }] } as unknown as Failure;
    expect(judgeCase(one(false, 'promise', ['image']), outcome({ ...test('promise', true), failure: likely }), asWritten).namesField, 'by the likely difference').to.equal(true);
    expect(judgeCase(one(true, 'production'), outcome(test('promise', true)), asWritten)).not.to.have.property('namesField');
  });

  it('is no verdict when the harness itself broke', () => {
    const broken = { ...outcome(), errors: [{ where: 'cluster', message: 'gone', hint: '', ja: { message: '', hint: '' } }] } as VariantOutcome;
    expect(judgeCase(one(true, 'promise'), broken, asWritten)).to.include({ status: 'error', reason: 'cluster: gone' });
  });

  it('is counted, and the share of mistakes that were named', () => {
    const judged = [judgeCase(one(false, 'promise', ['args']), outcome(test('promise', true)), asWritten), judgeCase(one(false, 'promise', ['image']), outcome(test('promise', true)), asWritten), judgeCase(one(true, 'promise'), outcome(test('promise', true)), asWritten)];
    expect(corpusCounts(judged)).to.include({ right: 2, total: 3, named: 0.5 });
    expect(corpusCounts([]).named).to.equal(null);
  });
});
