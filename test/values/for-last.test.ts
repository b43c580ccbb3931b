import { expect } from 'chai';
import { forLast } from '../../harness/values/for-last.ts';

describe('what is made for the last that was asked', () => {
  it('is made once as long as the same is asked, and anew for anything else', () => {
    const made: string[] = [];
    const joined = forLast((text: string, count: number) => {
      made.push(text);
      return { text, count };
    });
    const first = joined('a', 1);
    expect(joined('a', 1)).to.equal(first);
    expect(joined('a', 2)).to.deep.equal({ text: 'a', count: 2 });
    expect(joined('b', 2)).to.deep.equal({ text: 'b', count: 2 });
    expect(joined('a', 1)).to.not.equal(first);
    expect(made).to.deep.equal(['a', 'a', 'b', 'a']);
  });

  it('is made again after it has failed', () => {
    let fails = true;
    const read = forLast((text: string) => {
      if (fails) throw new Error(text);
      return text;
    });
    expect(() => read('a')).to.throw('a');
    fails = false;
    expect(read('a')).to.equal('a');
  });
});
