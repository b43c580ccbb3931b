import { expect } from 'chai';
import { binomialTail, clopperPearson } from '../../harness/traffic/binomial.ts';
import { describeShare, testShare } from '../../harness/traffic/share.ts';

describe('the binomial tail', () => {
  it('is that of the definition', () => {
    // 3 tries, p = 1/4: P(X <= 1) = 27/64 + 27/64.
    expect(binomialTail(1, 3, 0.25, 'at most')).to.be.closeTo(54 / 64, 1e-12);
    expect(binomialTail(2, 3, 0.25, 'at least')).to.be.closeTo(10 / 64, 1e-12);
  });

  it('is right at its ends', () => {
    expect(binomialTail(0, 5, 0.3, 'at least')).to.equal(1);
    expect(binomialTail(5, 5, 0.3, 'at most')).to.equal(1);
    expect(binomialTail(0, 5, 1, 'at most')).to.equal(0);
    expect(binomialTail(1, 5, 0, 'at least')).to.equal(0);
  });
});

describe('the exact interval of a share', () => {
  it('is the textbook one: 0 of 10 at 95 % reaches to 30.85 %, 5 of 10 from 18.71 % to 81.29 %', () => {
    expect(clopperPearson(0, 10, 0.05)[1]).to.be.closeTo(0.3085, 0.0001);
    const [low, high] = clopperPearson(5, 10, 0.05);
    expect(low).to.be.closeTo(0.1871, 0.0001);
    expect(high).to.be.closeTo(0.8129, 0.0001);
  });

  it('ends where one tail has half of alpha, also far out and where all or none were hits', () => {
    for (const alpha of [0.05, 0.000_05, 1e-8]) {
      for (const [hits, n] of [[0, 1_000], [1, 1_000], [104, 1_000], [999, 1_000], [1_000, 1_000], [3, 7]] as const) {
        const [low, high] = clopperPearson(hits, n, alpha);
        if (hits > 0) expect(binomialTail(hits, n, low, 'at least') / alpha, `${hits} of ${n}`).to.be.closeTo(0.5, 1e-6);
        else expect(low).to.equal(0);
        if (hits < n) expect(binomialTail(hits, n, high, 'at most') / alpha, `${hits} of ${n}`).to.be.closeTo(0.5, 1e-6);
        else expect(high).to.equal(1);
      }
    }
  });
});

describe('the test of a share', () => {
  it('agrees with a share that may well be the expected one, and says how sure it is', () => {
    const test = testShare({ hits: 104, total: 1_000, expected: 0.1 });
    expect(test).to.include({ n: 1_000, share: 0.104, agrees: true });
    expect(describeShare(test).en).to.equal('104 of 1000 (10.4 %, 99.995 % interval 6.9–14.8 %), expected 10.0 %: agrees');
    expect(describeShare(test).ja).to.equal('1000 件中 104 件(10.4 %、99.995 % 信頼区間 6.9–14.8 %)、期待値 10.0 %: 一致');
  });

  it('does not agree with a canary that gets nothing, everything, or double', () => {
    for (const hits of [0, 1_000, 200]) expect(testShare({ hits, total: 1_000, expected: 0.1 }).agrees, `${hits} hits`).to.be.false;
    expect(describeShare(testShare({ hits: 0, total: 1_000, expected: 0.1 })).en).to.match(/expected 10\.0 %: does not agree \(with the expected share, at most \d\.\de-\d+ of all runs would deviate this much\)/);
  });

  it('raises a false alarm less often than once in 10,000, whatever the share', () => {
    for (const expected of [0.1, 0.25, 0.5]) {
      const total = 400;
      let alarm = 0;
      for (let hits = 0; hits <= total; hits++) {
        const chance = binomialTail(hits, total, expected, 'at most') - (hits === 0 ? 0 : binomialTail(hits - 1, total, expected, 'at most'));
        if (!testShare({ hits, total, expected }).agrees) alarm += chance;
      }
      expect(alarm).to.be.within(1e-9, 1e-4);
    }
  });

  it('rejects exactly what lies outside of the interval', () => {
    for (let hits = 0; hits <= 300; hits += 3) {
      const { interval: [low, high], agrees } = testShare({ hits, total: 300, expected: 0.25 });
      expect(low <= 0.25 && 0.25 <= high, `${hits} of 300`).to.equal(agrees);
    }
  });

  it('refuses to judge by nothing', () => {
    expect(() => testShare({ hits: 0, total: 0, expected: 0.1 })).to.throw(RangeError, '0 of 0 requests are not counts to test');
    expect(() => testShare({ hits: 1, total: 2, expected: 1.5 })).to.throw(RangeError, '1.5');
  });
});
