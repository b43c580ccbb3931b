import { expect } from 'chai';
import { Interrupt } from '../../harness/process/interrupt.ts';

describe('Interrupt', () => {
  function interruptAt(): { interrupt: Interrupt; calls: string[]; clock: { now: number } } {
    const calls: string[] = [];
    const clock = { now: 1_000 };
    const interrupt = new Interrupt({ onFirst: () => calls.push('first'), onSecond: () => calls.push('second'), now: () => clock.now });
    return { interrupt, calls, clock };
  }

  it('aborts its signal at the first Ctrl-C', () => {
    const { interrupt, calls } = interruptAt();
    expect(interrupt.signal.aborted).to.equal(false);
    interrupt.take();
    expect(interrupt.signal.aborted).to.equal(true);
    expect(calls).to.deep.equal(['first']);
  });

  it('takes what npm forwards for the same Ctrl-C, and a later one for a second', () => {
    const { interrupt, calls, clock } = interruptAt();
    interrupt.take();
    clock.now += 400;
    interrupt.take();
    expect(calls).to.deep.equal(['first']);
    clock.now += 100;
    interrupt.take();
    expect(calls).to.deep.equal(['first', 'second']);
  });

  it('bounds work by its usual time, and by less after a Ctrl-C', async () => {
    const { interrupt, clock } = interruptAt();
    const bound = interrupt.bound(60_000, 20);
    expect(bound.aborted).to.equal(false);
    interrupt.take();
    clock.now += 20;
    expect(interrupt.bound(60_000, 60_000).aborted, 'a longer bound holds').to.equal(false);
    await new Promise((resolve) => { setTimeout(resolve, 40); });
    expect(bound.aborted).to.equal(true);
  });
});
