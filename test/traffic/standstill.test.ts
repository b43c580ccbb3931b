import { expect } from 'chai';
import type { Sample } from '../../harness/traffic/sample.ts';
import { isDuring, lengthOf, standstills } from '../../harness/traffic/standstill.ts';
import { sample } from './fixtures/samples.ts';

/** Control requests of ten seconds, ten a second; those that were due in one of the gaps got no response within two seconds. */
function control(...gaps: [fromMs: number, toMs: number][]): Sample[] {
  return Array.from({ length: 100 }, (_, n) => {
    const dueMs = n * 100;
    const isLost = gaps.some(([from, to]) => dueMs >= from && dueMs < to);
    return sample(isLost ? { stream: 'control', dueMs, doneMs: dueMs + 2_000, error: 'timeout' } : { stream: 'control', dueMs, status: 404 });
  });
}

describe('a standstill', () => {
  it('lasts from the first of several requests in a row without a response to the end of the last', () => {
    expect(standstills(control())).to.deep.equal([]);
    expect(standstills(control([3_000, 3_500], [8_000, 8_300]))).to.deep.equal([{ fromMs: 3_000, toMs: 5_400 }, { fromMs: 8_000, toMs: 10_200 }]);
    expect(lengthOf(standstills(control([3_000, 3_500])))).to.equal(2_400);
    expect(standstills(control([9_000, 10_000])), 'at the end').to.have.length(1);
  });

  it('is not one request or two, and no response of a server that is in trouble', () => {
    expect(standstills(control([3_000, 3_200]))).to.deep.equal([]);
    expect(standstills(control().map((each) => ({ ...each, ok: false, status: 503, error: '5xx' })))).to.deep.equal([]);
  });

  it('is told by the order in which requests were due, however they ended', () => {
    expect(standstills(control([3_000, 3_500]).reverse())).to.deep.equal([{ fromMs: 3_000, toMs: 5_400 }]);
  });

  it('is not the silence of who never answers for a host of nobody', () => {
    expect(standstills(control([0, 10_000]))).to.deep.equal([]);
    expect(standstills(control([500, 10_000])), 'five responses in all').to.deep.equal([]);
  });

  it('concerns what was under way meanwhile, and what comes right after', () => {
    const stood = standstills(control([3_000, 3_500]));
    const at = (sentMs: number, doneMs: number): boolean => isDuring(sample({ dueMs: sentMs, doneMs }), stood);
    expect([at(1_000, 2_900), at(1_000, 3_000), at(4_000, 6_000), at(8_300, 8_310), at(8_500, 8_510)]).to.deep.equal([false, true, true, true, false]);
  });
});
