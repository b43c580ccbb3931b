import { expect } from 'chai';
import { ProcessWatch, readUsage } from '../../harness/bench/process-usage.ts';

describe('what a process takes', () => {
  const stat = '7 (a (b) c) S 1 7 7 0 -1 4194304 100 0 2 0 250 50 0 0 20 0 8 0 12345 1000 200 18446744073709551615';

  it('is read from /proc, whatever the name of the program', () => {
    expect(readUsage(stat, 'Name:\ta\nVmHWM:\t   2048 kB\nVmRSS:\t 1024 kB\n')).to.deep.equal({ cpuMs: 3_000, maxRssBytes: 2_097_152 });
  });

  it('is unknown of a process that has ended', () => {
    expect(readUsage(stat, 'Name:\ta\nState:\tZ (zombie)\n')).to.be.undefined;
  });

  it('is unknown where nothing was seen', () => {
    expect(new ProcessWatch(2 ** 30).end()).to.be.undefined;
  });
});
