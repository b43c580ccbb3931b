import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { startAwakeClock } from '../../harness/process/awake-clock.ts';

describe('the clock of a process that is awake', () => {
  const block = (ms: number): void => { for (const end = performance.now() + ms; performance.now() < end;); };

  it('counts a pause in which this process could do nothing as little', async () => {
    const clock = startAwakeClock({ everyMs: 5, mostMs: 50 });
    await pause(20);
    const before = clock.now();
    expect(before).to.be.at.least(15);
    block(2_000);
    await pause(10);
    expect(clock.now() - before).to.be.within(50, 1_000);
    clock.stop();
  });

  it('counts all the time that passes between its looks where nothing keeps it from looking', async () => {
    const clock = startAwakeClock({ everyMs: 5, mostMs: 1_000 });
    await pause(100);
    expect(clock.now()).to.be.at.least(95);
    clock.stop();
  });
});
