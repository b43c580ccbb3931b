import { expect } from 'chai';
import { isLimitOf, parseCgroup } from '../../../specs/resources/cgroup.ts';

describe('the control group of a container', () => {
  it('is understood in version 1', () => {
    expect(parseCgroup('memory/memory.limit_in_bytes 33554432\ncpu/cpu.cfs_quota_us 20000\ncpu/cpu.cfs_period_us 100000\ncpu/cpu.shares 204\n'))
      .to.deep.equal({ version: 1, memoryLimit: 32 * 2 ** 20, cpuLimit: 0.2, weight: 204 });
  });

  it('is understood in version 1 without limits', () => {
    expect(parseCgroup('memory/memory.limit_in_bytes 9223372036854771712\ncpu/cpu.cfs_quota_us -1\ncpu/cpu.cfs_period_us 100000\ncpu/cpu.shares 2\n'))
      .to.deep.equal({ version: 1, memoryLimit: Infinity, cpuLimit: Infinity, weight: 2 });
  });

  it('is understood in version 2, with limits and without', () => {
    expect(parseCgroup('memory.max 50331648\ncpu.max 25000 100000\ncpu.weight 4\n')).to.deep.equal({ version: 2, memoryLimit: 48 * 2 ** 20, cpuLimit: 0.25, weight: 4 });
    expect(parseCgroup('memory.max max\ncpu.max max 100000\ncpu.weight 1\n')).to.deep.equal({ version: 2, memoryLimit: Infinity, cpuLimit: Infinity, weight: 1 });
  });

  it('is no number where a file could not be read', () => {
    const { memoryLimit, cpuLimit, weight } = parseCgroup('memory/memory.limit_in_bytes \n');
    expect([memoryLimit === 0 || Number.isNaN(memoryLimit), Number.isNaN(cpuLimit), Number.isNaN(weight)]).to.deep.equal([true, true, true]);
  });

  it('has a limit in whole pages', () => {
    expect([isLimitOf(48e6, 47_996_928), isLimitOf(2 ** 25, 2 ** 25), isLimitOf(48e6, 48e6 + 1), isLimitOf(48e6, 40e6), isLimitOf(48e6, Infinity)]).to.deep.equal([true, true, false, false, false]);
  });
});
