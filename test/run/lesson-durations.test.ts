import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { TestStatus } from '../../harness/report/results.ts';
import { longestFirst, noteDurations } from '../../harness/run/lesson-durations.ts';

describe('the order of lessons', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'durations-')); });
  afterEach(() => { rmSync(folder, { recursive: true }); });

  const order = (file: string): string[] => longestFirst(['02', '04', '06', '07'].map((name) => ({ name, specFile: name })), file).map(({ name }) => name);
  const result = (name: string, durationMs: number, status: TestStatus = 'passed'): Parameters<typeof noteDurations>[0][number] => (
    { name, durationMs, tests: [{ title: 't', status, durationMs }] });

  it('is that of the lessons until one has been timed', () => {
    const file = join(folder, 'sub', 'durations.json');
    expect(order(file)).to.deep.equal(['02', '04', '06', '07']);
    noteDurations([result('02', 10), result('06', 40), result('04', 27)], file);
    expect(order(file)).to.deep.equal(['07', '06', '04', '02']);
  });

  it('learns nothing from a lesson that did not pass, or from a broken file', () => {
    const file = join(folder, 'durations.json');
    writeFileSync(file, '{');
    noteDurations([result('02', 10), result('04', 1, 'failed')], file);
    expect(order(file)).to.deep.equal(['04', '06', '07', '02']);
  });
});
