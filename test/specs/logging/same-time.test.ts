import { expect } from 'chai';
import { streams } from '../../../specs/logging/pods.ts';
import { sameTimeIn } from '../../../specs/logging/same-time.ts';

const lines = (...texts: string[]) => texts.map((text, n) => ({ text, time: n * 1_000, stamp: '' }));

describe('lines that all say the same time', () => {
  const [first, second] = streams;

  it('are found in either form where they are seconds apart', () => {
    expect(sameTimeIn(first, lines('0: Sat Nov 28 02:25:17 UTC 2026', '1: Sat Nov 28 02:25:17 UTC 2026', '2: Sat Nov 28 02:25:17 UTC 2026'))).to.deep.equal({ said: '0: Sat Nov 28 02:25:17 UTC 2026', apartMs: 2_000 });
    expect(sameTimeIn(second, lines('1764296717 INFO 0', '1764296717 INFO 1', '1764296717 INFO 2'))?.said).to.equal('1764296717 INFO 0');
  });

  it('are none where the time goes on, or has no seconds', () => {
    expect(sameTimeIn(first, lines('0: 02:25:17', '1: 02:25:18', '2: 02:25:19'))).to.equal(undefined);
    expect(sameTimeIn(first, lines('0: 2026-11-28', '1: 2026-11-28', '2: 2026-11-28'))).to.equal(undefined);
  });

  it('are not told of lines that came at once', () => {
    expect(sameTimeIn(first, lines('0: 02:25:17', '1: 02:25:17'))).to.equal(undefined);
    expect(sameTimeIn(first, [])).to.equal(undefined);
  });
});
