import { expect } from 'chai';
import { Turns } from '../../harness/run/turns.ts';

describe('turns', () => {
  it('come for the others when the last of the first has ended', () => {
    const turns = new Turns<string>();
    turns.give(['a', 'b'], ['c', 'd']);
    expect(['a', 'b', 'c', 'd'].map((each) => turns.waits(each))).to.deep.equal([false, false, true, true]);
    expect(turns.end('a')).to.deep.equal([]);
    expect(turns.end('b')).to.deep.equal(['c', 'd']);
    expect(turns.end('c'), 'once').to.deep.equal([]);
  });

  it('are given anew by the next change: whoever still waited or was first before waits for those that are first now', () => {
    const turns = new Turns<string>();
    turns.give(['a'], ['b', 'c']);
    turns.give(['b'], ['a', 'c']);
    expect(turns.end('a'), 'on what is no more').to.deep.equal([]);
    expect(turns.end('b')).to.have.members(['a', 'c']);
  });

  it('are no longer waited for by one that was judged meanwhile', () => {
    const turns = new Turns<string>();
    turns.give(['a'], ['b', 'c']);
    turns.begin('b');
    expect(turns.waits('b')).to.equal(false);
    expect(turns.release()).to.deep.equal(['c']);
    expect(turns.end('a')).to.deep.equal([]);
  });
});
