import { expect } from 'chai';
import { runError } from '../../harness/verdict/environment-error.ts';
import { exitCodeOf } from '../../harness/run/exit-code.ts';
import type { TestStatus } from '../../harness/verdict/results.ts';
import { verbatim } from '../../harness/text/language.ts';

function ended(...statuses: TestStatus[]): Parameters<typeof exitCodeOf>[0] {
  return { lessons: [{ name: 'l', startedAt: '2026-11-23T00:00:00.000Z', durationMs: 1, tests: statuses.map((status) => ({ title: status, status, startedAt: '2026-11-23T00:00:00.000Z', durationMs: 1 })) }], errors: [], leftovers: [] };
}

describe('exitCodeOf', () => {
  it('is 0 when all passed or were skipped with a reason', () => {
    expect(exitCodeOf(ended('passed', 'skipped'), false)).to.equal(0);
  });

  it('is 1 when a lesson failed', () => {
    expect(exitCodeOf(ended('passed', 'failed'), false)).to.equal(1);
  });

  it('counts what production asks for at that level alone', () => {
    const results = ended('passed', 'failed', 'invalid');
    for (const test of results.lessons[0]?.tests.slice(1) ?? []) test.level = 'production';
    expect(exitCodeOf({ ...results, level: 'promise' }, false)).to.equal(0);
    expect(exitCodeOf({ ...results, level: 'production' }, false)).to.equal(2);
    expect(exitCodeOf(results, false)).to.equal(2);
  });

  it('is 2 for an error, something left over or an invalid measurement, whatever failed', () => {
    expect(exitCodeOf(ended('failed', 'invalid'), false)).to.equal(2);
    expect(exitCodeOf({ ...ended('failed'), errors: [runError('w', verbatim('m'), verbatim('h'))] }, false)).to.equal(2);
    expect(exitCodeOf({ ...ended('passed'), leftovers: [{ kind: 'Namespace', name: 'n' }] }, false)).to.equal(2);
  });

  it('is 130 when the run was interrupted, whatever else', () => {
    expect(exitCodeOf(ended('failed', 'invalid'), true)).to.equal(130);
  });
});
