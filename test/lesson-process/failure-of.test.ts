import { expect } from 'chai';
import { failureOf } from '../../harness/lesson-process/failure-of.ts';
import { verbatim } from '../../harness/text/language.ts';
import { flattened, LessonFailure } from '../../harness/verdict/lesson-failure.ts';

const test = { lesson: '02-logging', durationMs: 1_500, lastStep: verbatim('waiting for Pod/counter') };

describe('failureOf', () => {
  it('keeps the failure of a lesson as it is, so that evidence saved later is seen', () => {
    const failure = flattened({ expected: verbatim('Ready'), observed: verbatim('Pending'), object: 'Pod/counter', elapsedMs: 1, hint: verbatim('look') });
    expect(failureOf(new LessonFailure(failure), test)).to.equal(failure);
  });

  it('marks an error of the code as unexpected, and tells its cause', () => {
    expect(failureOf(new TypeError('x is not a function', { cause: new Error('no x') }), test)).to.deep.include({
      object: 'Lesson/02-logging', expected: 'the test to run to its end', observed: 'TypeError: x is not a function (no x)', unexpected: true, elapsedMs: 1_500,
    });
    expect(failureOf('thrown text', test)).to.deep.include({ observed: 'thrown text', unexpected: true });
  });

  it('does not call an assertion or a deadline unexpected', () => {
    let thrown: unknown;
    try {
      expect([1], 'numbers').to.deep.equal([2]);
    } catch (error) {
      thrown = error;
    }
    expect(failureOf(thrown, test)).to.include({ expected: 'numbers: expected [ 1 ] to deeply equal [ 2 ]', observed: '[1]' }).and.not.have.property('unexpected');
    const written = Object.assign(new Error('expected 1 to equal 2'), { name: 'AssertionError', actual: '1', expected: '2' });
    expect(failureOf(written, test), 'with the text that mocha made of a value').to.include({ observed: '1' });
    const late = Object.assign(new Error('Timeout of 1000ms exceeded'), { code: 'ERR_MOCHA_TIMEOUT' });
    expect(failureOf(late, test)).to.include({ observed: 'it was still running after 1.5 s; the last step was: waiting for Pod/counter' }).and.not.have.property('unexpected');
    expect(failureOf(late, { lesson: '02-logging', durationMs: 1_500 }).observed).to.equal('it was still running after 1.5 s');
  });
});
