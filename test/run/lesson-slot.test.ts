import { expect } from 'chai';
import { LessonSlot } from '../../harness/run/lesson-slot.ts';
import { Slots } from '../../harness/run/slots.ts';
import { settle } from '../wait/fake-clock.ts';

describe('LessonSlot', () => {
  it('is freed once, however often that is asked', async () => {
    const slots = new Slots(1);
    const slot = new LessonSlot(slots);
    slot.free();
    await slot.take();
    slot.free();
    slot.free();
    expect(slots.takeNow()).to.be.a('function');
    expect(slots.takeNow(), 'there is one slot still').to.equal(undefined);
  });

  it('is taken again before the others that wait, and can then be freed again', async () => {
    const slots = new Slots(1);
    const slot = new LessonSlot(slots);
    await slot.take();
    const got: string[] = [];
    let releaseOther = (): void => undefined;
    void slots.take().then((release) => {
      got.push('other');
      releaseOther = release;
    });
    slot.free();
    await settle();
    void slots.take().then(() => got.push('third'));
    void slot.take({ first: true }).then(() => got.push('again'));
    releaseOther();
    await settle();
    expect(got).to.deep.equal(['other', 'again']);
    slot.free();
    await settle();
    expect(got).to.deep.equal(['other', 'again', 'third']);
  });
});
