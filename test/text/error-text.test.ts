import { expect } from 'chai';
import { causeText, describeError } from '../../harness/text/error-text.ts';

const refused = new Error('connect ECONNREFUSED 127.0.0.1:6443');

describe('describeError', () => {
  it('names the kind of an error and its cause, on one line', () => {
    expect(describeError(new TypeError('fetch\n  failed', { cause: refused }))).to.equal('TypeError: fetch failed (connect ECONNREFUSED 127.0.0.1:6443)');
    expect(describeError(new Error('gone'))).to.equal('gone');
    expect(describeError('just text')).to.equal('just text');
  });
});

describe('causeText', () => {
  it('is the innermost reason', () => {
    expect(causeText(new TypeError('fetch failed', { cause: new AggregateError([refused], '') }))).to.equal(refused.message);
    expect(causeText(new RangeError())).to.equal('RangeError');
    expect(causeText(7)).to.equal('7');
  });
});
