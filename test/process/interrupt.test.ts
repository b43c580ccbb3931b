import { once } from 'node:events';
import { expect } from 'chai';
import { ending, interrupting } from '../../harness/process/end-signals.ts';
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

  it('hears each signal that would end the process, and takes those of timers and limits for one', async () => {
    for (const name of [...interrupting, ...ending]) {
      const { interrupt, calls, clock } = interruptAt();
      interrupt.listen();
      try {
        process.kill(process.pid, name);
        if (!interrupt.signal.aborted) await once(interrupt.signal, 'abort');
        clock.now += 1_000;
        process.emit(name, name);
        expect(calls, name).to.deep.equal(interrupting.includes(name) ? ['first', 'second'] : ['first']);
      } finally {
        interrupt.stopListening();
      }
    }
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
