import { expect } from 'chai';
import { verbatim } from '../../harness/text/language.ts';
import { Failures } from '../../harness/verdict/failures.ts';
import { LessonFailure } from '../../harness/verdict/lesson-failure.ts';

const failure = (object: string): LessonFailure => new LessonFailure({ expected: verbatim('a'), observed: verbatim('b'), object, elapsedMs: 0 });
const throwing = (error: Error): never => { throw error; };

describe('Failures', () => {
  it('go on after each, and are told by the first, which carries the others', async () => {
    const failures = new Failures();
    failures.throwIfAny();
    expect(failures.try(() => 1)).to.equal(1);
    expect(failures.try((): number => throwing(failure('Pod/a')))).to.equal(undefined);
    const inner = new Failures();
    inner.add(failure('Pod/b'), failure('Pod/c'));
    await failures.tryAsync(async () => {
      await Promise.resolve();
      inner.throwIfAny();
    });
    try {
      failures.throwIfAny();
      expect.fail('nothing was thrown');
    } catch (error) {
      if (!(error instanceof LessonFailure)) throw error;
      expect([error.failure.object, ...(error.failure.others ?? []).map(({ object, others }) => `${object} ${others?.length ?? 0}`)]).to.deep.equal(['Pod/a', 'Pod/b 0', 'Pod/c 0']);
    }
  });

  it('are told up to a number, and the others counted', () => {
    const failures = new Failures();
    failures.add(...Array.from({ length: 1_000 }, (_, n) => failure(`Pod/${n}`)));
    try {
      failures.throwIfAny();
      expect.fail('nothing was thrown');
    } catch (error) {
      if (!(error instanceof LessonFailure)) throw error;
      expect(error.failure.others).to.have.lengthOf(201);
      expect(error.failure.others?.[199]?.object).to.equal('Pod/200');
      expect(error.failure.others?.[200]?.observed).to.equal('799 more mistakes of this kind or another');
    }
  });

  it('let other errors pass', () => {
    expect(() => new Failures().try((): number => throwing(new Error('a bug')))).to.throw('a bug');
  });
});
