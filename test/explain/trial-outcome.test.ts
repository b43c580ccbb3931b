import { expect } from 'chai';
import { trialOutcome } from '../../harness/explain/trial-outcome.ts';
import { flattened } from '../../harness/verdict/lesson-failure.ts';
import type { Failure, TestResult } from '../../harness/verdict/results.ts';

const failure = (object: string, field?: string): Failure => flattened({ expected: { en: 'a', ja: 'a' }, observed: { en: 'b', ja: 'b' }, object, elapsedMs: 1, ...(field === undefined ? {} : { field }) });
const test = (title: string, status: TestResult['status'], failed?: Failure): TestResult => ({ title, status, startedAt: '', durationMs: 1, ...(failed === undefined ? {} : { failure: failed }) });
const noticed = { title: 'goes on', failure: failure('Pod/web', 'spec.limit') };

describe('the outcome of a trial', () => {
  it('is that of the test that has failed before', () => {
    expect(trialOutcome(noticed, [test('starts', 'passed'), test('goes on', 'failed', failure('Pod/web', 'spec.other'))])).to.equal('fails');
    expect(trialOutcome(noticed, [test('starts', 'passed'), test('goes on', 'passed')])).to.equal('passes');
  });

  it('is the same failure where another test names the same field of the same object', () => {
    expect(trialOutcome(noticed, [test('goes on', 'passed'), test('ends', 'failed', failure('Pod/web', 'spec.limit'))])).to.equal('fails');
    expect(trialOutcome(noticed, [test('starts', 'failed', failure('Pod/web', 'spec.limit')), test('goes on', 'skipped')])).to.equal('fails');
    expect(trialOutcome(noticed, [test('starts', 'failed', failure('Pod/db', 'spec.limit')), test('goes on', 'skipped')])).to.equal('unclear');
    expect(trialOutcome({ title: 'goes on', failure: failure('Pod/web') }, [test('starts', 'failed', failure('Pod/web')), test('goes on', 'skipped')]), 'an object alone says too little').to.equal('unclear');
  });

  it('is unclear where the lesson did not get so far', () => {
    expect(trialOutcome(noticed, [test('starts', 'failed', failure('Pod/web', 'spec.other'))])).to.equal('unclear');
    expect(trialOutcome(noticed, [])).to.equal('unclear');
  });
});
