import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { countAll, describeCounts } from '../../harness/report/ci-summary.ts';
import { exampleResults } from './example-results.ts';

describe('the sum of a CI run', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'sum-')); });
  afterEach(() => { rmSync(folder, { recursive: true }); });

  function line(checkCode: number, stats: object | undefined, lessonsCode: number, lessons: object | undefined): string {
    const [check, results] = [join(folder, 'unit.json'), join(folder, 'results.json')];
    if (stats !== undefined) writeFileSync(check, JSON.stringify({ stats }));
    if (lessons !== undefined) writeFileSync(results, JSON.stringify(lessons));
    return describeCounts(countAll({ check: { code: checkCode, file: check }, lessons: { code: lessonsCode, file: results } }));
  }

  it('adds the unit tests and the tests of the lessons; an unfit measurement is no pass', () => {
    expect(line(0, { passes: 10, failures: 0, pending: 1 }, 2, exampleResults())).to.equal('12 passed, 2 failed, 3 skipped');
  });

  it('counts a part that failed without a failed test', () => {
    expect(line(1, { passes: 10, failures: 0, pending: 0 }, 0, { ...exampleResults(), lessons: [] })).to.equal('10 passed, 1 failed, 0 skipped');
  });

  it('counts parts that left nothing', () => {
    expect(line(1, undefined, 1, undefined)).to.equal('0 passed, 2 failed, 0 skipped');
  });
});
