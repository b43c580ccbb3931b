import { expect } from 'chai';
import { verbatim } from '../../harness/text/language.ts';
import { LessonFailure } from '../../harness/verdict/lesson-failure.ts';

describe('LessonFailure', () => {
  const details = { expected: verbatim('Ready'), object: 'Pod/counter', elapsedMs: 1, hint: { en: 'look', ja: '見る' } };

  it('says what was expected and seen, and where, in one line', () => {
    const { message, failure } = new LessonFailure({ ...details, observed: verbatim('Pending'), field: 'spec', file: 'counter.yaml', line: 3 });
    expect(message).to.equal('Pod/counter spec (counter.yaml:3): expected Ready, observed Pending');
    expect(failure).to.include({ hint: 'look' }).and.deep.include({ ja: { expected: 'Ready', observed: 'Pending', hint: '見る' } });
  });

  it('keeps of what others have said as much as somebody may read', () => {
    const { message, failure } = new LessonFailure({ ...details, observed: verbatim('x'.repeat(5_000_000)) });
    for (const text of [failure.observed, failure.ja.observed]) expect(text).to.match(/^x+…$/).and.have.length(10_000);
    expect(message.length).to.be.lessThan(11_000);
  });
});
