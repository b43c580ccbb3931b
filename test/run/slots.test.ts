import { expect } from 'chai';
import { Slots } from '../../harness/run/slots.ts';
import { settle } from '../wait/fake-clock.ts';

describe('Slots', () => {
  it('are given in the order in which they were asked for, but first to whom that was promised', async () => {
    const slots = new Slots(1);
    const giveBack = await slots.take();
    const got: string[] = [];
    for (const [name, first] of [['a', false], ['b', false], ['promised', true]] as const) {
      void slots.take({ first }).then((end) => {
        got.push(name);
        end();
      });
    }
    expect(slots.isAwaited).to.equal(true);
    giveBack();
    await settle();
    expect(got).to.deep.equal(['promised', 'a', 'b']);
    expect(slots.isAwaited).to.equal(false);
  });

  it('are taken at once or not at all, and given back only once', () => {
    const slots = new Slots(1);
    const giveBack = slots.takeNow();
    expect(slots.takeNow()).to.equal(undefined);
    giveBack?.();
    giveBack?.();
    expect(slots.takeNow()).to.be.a('function');
    expect(slots.takeNow()).to.equal(undefined);
  });

  it('are several for who needs several, as many as there are at most, and nobody passes who asked later', async () => {
    const slots = new Slots(2);
    const giveBack = await slots.take();
    const got: string[] = [];
    const ends = new Map<string, () => void>();
    for (const [name, places] of [['wide', 5], ['narrow', 1]] as const) {
      void slots.take({ places }).then((end) => {
        got.push(name);
        ends.set(name, end);
      });
    }
    await settle();
    expect(got, 'one of two is free').to.deep.equal([]);
    giveBack();
    await settle();
    expect(got).to.deep.equal(['wide']);
    ends.get('wide')?.();
    await settle();
    expect(got).to.deep.equal(['wide', 'narrow']);
    expect(slots.takeNow(), 'one is left').to.be.a('function');
  });
});
