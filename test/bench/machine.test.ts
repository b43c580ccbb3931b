import { expect } from 'chai';
import { busyPercent } from '../../harness/bench/machine.ts';

describe('how busy the cores are', () => {
  const core = (user: number, idle: number) => ({ times: { user, nice: 0, sys: 0, idle, irq: 0 } });

  it('is the share of all their time that was not idle', () => {
    expect(busyPercent([core(0, 100), core(50, 50)], [core(100, 100), core(50, 150)])).to.equal(50);
  });

  it('is nothing when no time passed', () => {
    expect(busyPercent([core(1, 1)], [core(1, 1)])).to.equal(0);
  });
});
