import assert from 'node:assert';
import { expect } from 'chai';
import { verbatim } from '../../harness/text/language.ts';
import { isAssertion, sidesOf } from '../../harness/verdict/assertion.ts';

function thrownBy(check: () => void): Error {
  try {
    check();
  } catch (error) {
    return error as Error;
  }
  throw new Error('it did not fail');
}

describe('an assertion that failed', () => {
  it('is known whoever threw it', () => {
    expect(isAssertion(thrownBy(() => { expect(1).to.equal(2); }))).to.be.true;
    expect(isAssertion(thrownBy(() => { assert.equal(1, 2); }))).to.be.true;
    expect(isAssertion(new Error('expected 1 to equal 2'))).to.be.false;
  });

  it('has two sides: its message, and the value that it looked at', () => {
    expect(sidesOf(thrownBy(() => { expect({ a: [1] }).to.deep.equal({}); }))).to.deep.equal({ expected: verbatim('expected { a: [ 1 ] } to deeply equal {}'), observed: verbatim('{"a":[1]}') });
    expect(sidesOf(Object.assign(new Error('it holds'), { name: 'AssertionError' }))).to.deep.equal({ expected: verbatim('it holds'), observed: { en: 'it does not hold', ja: '条件を満たしていません' } });
  });
});
