import { expect } from 'chai';
import { verbatim } from '../../harness/text/language.ts';
import { LessonFailure } from '../../harness/verdict/lesson-failure.ts';
import { unlessLate } from '../../harness/verdict/unless-late.ts';

describe('a wait whose deadline is no failure', () => {
  const failing = async (late?: true): Promise<void> => {
    await Promise.reject(new LessonFailure({ expected: verbatim('a'), observed: verbatim('b'), object: 'Pod/p', elapsedMs: 0, ...(late === undefined ? {} : { late }) }));
  };
  const thrownBy = async (wait: Promise<unknown>): Promise<unknown> => await unlessLate(wait).then(() => undefined, (error: unknown) => error);

  it('ends as well when its state was reached as when its time was over', async () => {
    expect(await thrownBy(Promise.resolve(1))).to.equal(undefined);
    expect(await thrownBy(failing(true))).to.equal(undefined);
  });

  it('throws what was wrong before that, and what is no verdict', async () => {
    expect(await thrownBy(failing())).to.be.instanceOf(LessonFailure);
    expect(await thrownBy(Promise.reject(new TypeError('x')))).to.be.instanceOf(TypeError);
  });
});
