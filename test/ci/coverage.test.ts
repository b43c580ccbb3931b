import { expect } from 'chai';
import { judgeCoverage } from '../../harness/ci/coverage.ts';

const file = (total: number, covered: number) => ({ lines: { total, covered } });

describe('judgeCoverage', () => {
  it('sums up each room by its lines, rooms within a room included', () => {
    const { lines, enough } = judgeCoverage({ total: file(1, 1), '/r/harness/objects/a.ts': file(100, 95), '/r/harness/cleanup/b.ts': file(100, 90), '/r/harness/run/c.ts': file(200, 180), '/r/specs/d.ts': file(900, 0) }, '/r');
    expect(lines).to.deep.equal([
      'harness: 91.3 % of 400 lines covered by unit tests, at least 85 % wanted',
      'harness/objects: 95.0 % of 100 lines covered by unit tests, at least 90 % wanted',
      'harness/cleanup: 90.0 % of 100 lines covered by unit tests, at least 90 % wanted',
    ]);
    expect(enough).to.equal(true);
  });

  it('is not enough when one room falls short, or has no lines at all', () => {
    expect(judgeCoverage({ '/r/harness/objects/a.ts': file(100, 89), '/r/harness/cleanup/b.ts': file(100, 100), '/r/harness/c.ts': file(900, 900) }, '/r').enough).to.equal(false);
    expect(judgeCoverage({}, '/r').enough).to.equal(false);
  });
});
