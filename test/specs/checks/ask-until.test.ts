import { expect } from 'chai';
import { askUntil } from '../../../specs/checks/ask-until.ts';

describe('asking until an answer fits', () => {
  /** Answers 1, 2, 3… */
  const counting = () => {
    let answers = 0;
    return async () => await Promise.resolve(++answers);
  };

  it('asks until an answer fits, with a pause between two questions', async () => {
    const { answer, elapsedMs } = await askUntil(counting(), (n) => n === 3, { pauseMs: 20, withinMs: 5_000 });
    expect(answer).to.equal(3);
    expect(elapsedMs).to.be.at.least(38);
  });

  it('puts no other question when the time is over, and gives the last answer', async () => {
    const { answer, elapsedMs } = await askUntil(counting(), () => false, { pauseMs: 10, withinMs: 25 });
    expect(answer).to.be.within(2, 4);
    expect(elapsedMs).to.be.at.least(25);
  });

  it('asks once where there is no time at all, and takes an answer that fits', async () => {
    const late = () => { throw new Error('late'); };
    expect((await askUntil(counting(), async (n) => await Promise.resolve(n === 1), { withinMs: 0, late })).answer).to.equal(1);
  });

  it('throws what is thrown where no answer has fit in time', async () => {
    const late = ({ answer }: { answer: number }) => { throw new Error(`still ${answer}`); };
    const error: unknown = await askUntil(counting(), () => false, { withinMs: 0, late }).catch((thrown: unknown) => thrown);
    expect(error).to.be.an('error').with.property('message', 'still 1');
  });

  it('ends with what a question throws', async () => {
    const error: unknown = await askUntil(() => Promise.reject(new Error('nobody there')), () => false, { withinMs: 60_000 }).catch((thrown: unknown) => thrown);
    expect(error).to.be.an('error').with.property('message', 'nobody there');
  });
});
