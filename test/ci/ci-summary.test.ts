import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { countAll, describeCounts } from '../../harness/ci/ci-summary.ts';
import { exampleResults, productionResults } from '../report/example-results.ts';

describe('the sum of a CI run', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'sum-')); });
  afterEach(() => { rmSync(folder, { recursive: true }); });

  function line(checkCode: number, stats: object | undefined, lessonsCode: number, lessons: object | undefined, mutantsCode = 0, mutants?: object, neutralCode = 0, neutral?: object): string {
    const [check, results, sample, other] = [join(folder, 'unit.json'), join(folder, 'results.json'), join(folder, 'mutants.json'), join(folder, 'neutral.json')];
    if (stats !== undefined) writeFileSync(check, JSON.stringify({ stats }));
    if (lessons !== undefined) writeFileSync(results, JSON.stringify(lessons));
    if (mutants !== undefined) writeFileSync(sample, JSON.stringify(mutants));
    if (neutral !== undefined) writeFileSync(other, JSON.stringify({ neutral }));
    return describeCounts(countAll({ check: { code: checkCode, file: check }, lessons: { code: lessonsCode, file: results }, mutants: { code: mutantsCode, file: sample }, neutral: { code: neutralCode, file: other } }));
  }

  it('adds the unit tests and the tests of the lessons; an unfit measurement is no pass', () => {
    expect(line(0, { passes: 10, failures: 0, pending: 1 }, 2, exampleResults())).to.equal('12 passed, 2 failed, 3 skipped');
  });

  it('counts the tests that decide', () => {
    expect(line(0, undefined, 0, productionResults())).to.equal('2 passed, 0 failed, 0 skipped');
    expect(line(0, undefined, 0, { ...productionResults(), level: 'production' })).to.equal('4 passed, 2 failed, 0 skipped');
  });

  it('counts a part that failed without a failed test', () => {
    expect(line(1, { passes: 10, failures: 0, pending: 0 }, 0, { ...exampleResults(), lessons: [] })).to.equal('10 passed, 1 failed, 0 skipped');
  });

  it('counts a mutant that was noticed as passed, and one that survived or could not be judged as failed', () => {
    const mutants = [{ status: 'killed' }, { status: 'rejected' }, { status: 'survived' }, { status: 'error' }, { status: 'killed', reason: 'it is called equivalent, and is not' }];
    expect(line(0, { passes: 10, failures: 0, pending: 0 }, 0, { ...exampleResults(), lessons: [] }, 1, { mutants })).to.equal('12 passed, 3 failed, 0 skipped');
  });

  it('counts a change that must not matter as passed where it was let pass', () => {
    expect(line(0, { passes: 10, failures: 0, pending: 0 }, 0, { ...exampleResults(), lessons: [] }, 0, undefined, 1, { passed: 38, total: 40 })).to.equal('48 passed, 2 failed, 0 skipped');
  });

  it('counts parts that left nothing', () => {
    expect(line(1, undefined, 1, undefined, 1, undefined, 1)).to.equal('0 passed, 4 failed, 0 skipped');
  });
});
