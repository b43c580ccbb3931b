import { expect } from 'chai';
import type { Level } from '../../harness/verdict/level.ts';
import type { LessonResult, TestStatus } from '../../harness/verdict/results.ts';
import { holdsInProduction, lessonStatus, productionTally, tally } from '../../harness/verdict/tally.ts';

function lesson(...tests: [TestStatus, Level?][]): LessonResult {
  return { name: '02-logging', startedAt: '', durationMs: 0, tests: tests.map(([status, level], index) => ({ title: `${index}`, status, startedAt: '', durationMs: 0, ...(level === undefined ? {} : { level }) })) };
}

describe('tally', () => {
  const mixed = lesson(['passed'], ['passed', 'promise'], ['failed', 'production'], ['invalid', 'production'], ['passed', 'production']);

  it('counts the tests that decide, which are all where no level is given', () => {
    expect(tally([mixed], 'promise')).to.deep.equal({ passed: 2, failed: 0, skipped: 0, invalid: 0 });
    expect(tally([mixed])).to.deep.equal({ passed: 3, failed: 1, skipped: 0, invalid: 1 });
    expect(productionTally([mixed])).to.deep.equal({ passed: 1, failed: 1, skipped: 0, invalid: 1 });
  });

  it('gives a lesson the worst of what decides', () => {
    expect([lessonStatus(mixed, 'promise'), lessonStatus(mixed)]).to.deep.equal(['passed', 'failed']);
    expect(lessonStatus(lesson(['skipped'], ['passed', 'production']), 'promise')).to.equal('skipped');
  });

  it('knows whether a lesson would hold in production, and when that is not known', () => {
    expect(holdsInProduction(mixed)).to.equal(false);
    expect(holdsInProduction(lesson(['passed'], ['passed', 'production'], ['skipped', 'production']))).to.equal(true);
    expect(holdsInProduction(lesson(['passed'])), 'no production test').to.equal(undefined);
    expect(holdsInProduction(lesson(['passed'], ['passed', 'production'], ['invalid', 'production'])), 'one that was not fit to judge').to.equal(undefined);
    expect(holdsInProduction(lesson(['failed'], ['passed', 'production'])), 'a promise that does not hold').to.equal(undefined);
  });
});
