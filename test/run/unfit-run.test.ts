import { expect } from 'chai';

import type { EndedLesson } from '../../harness/run/lesson-handle.ts';
import { isUnfit, lacksVerdict } from '../../harness/run/unfit-run.ts';
import type { TestStatus } from '../../harness/verdict/level.ts';
import type { TestResult } from '../../harness/verdict/results.ts';

describe('a run without a verdict', () => {
  const ended = (statuses: TestStatus[], more: Partial<EndedLesson> = {}): EndedLesson => ({
    result: { name: '06-rolling-update', startedAt: '2026-01-01T00:00:00.000Z', durationMs: 1, tests: statuses.map((status) => ({ status }) as TestResult) },
    errors: [], leftovers: [], clean: true, standsOn: [], takesTurns: false, ...more,
  });

  it('is one whose measurement was not fit to judge by', () => {
    expect(isUnfit(ended(['passed', 'invalid', 'skipped']))).to.equal(true);
    expect(isUnfit(ended(['passed', 'skipped']))).to.equal(false);
  });

  it('has one where something failed besides', () => {
    expect(isUnfit(ended(['failed', 'invalid']))).to.equal(true);
    expect(lacksVerdict(ended(['failed', 'invalid']))).to.equal(false);
    expect(lacksVerdict(ended(['passed', 'invalid']))).to.equal(true);
    expect(lacksVerdict(ended(['passed']))).to.equal(false);
  });

  it('is none that died or left something', () => {
    expect(isUnfit(ended(['invalid'], { errors: [{ where: 'cluster', message: 'gone', hint: '' } as EndedLesson['errors'][number]] }))).to.equal(false);
    expect(isUnfit(ended(['invalid'], { clean: false }))).to.equal(false);
    expect(isUnfit(ended(['invalid'], { leftovers: [{} as EndedLesson['leftovers'][number]] }))).to.equal(false);
  });
});
