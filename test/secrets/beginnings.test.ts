import { expect } from 'chai';
import { Beginnings } from '../../harness/secrets/beginnings.ts';

const many = Array.from({ length: 100_000 }, (_, n) => `secret-${String(n).padStart(6, '0')}`).map((value) => value.split('').toReversed().join(''));

describe('Beginnings', () => {
  it('tell of many values those that a text may hold, in their order', () => {
    const [a = '', b = '', c = ''] = [many[7], many[70_000], many[99_999]];
    expect(new Beginnings(many, 6).in(`${c}, ${a} and ${b.slice(0, 6)}`)).to.deep.equal([a, b, c]);
    expect(new Beginnings(many, 6).in('none of them')).to.deep.equal([]);
  });

  it('tell all of a few', () => {
    expect(new Beginnings(['abc', 'abd'], 3).in('')).to.deep.equal(['abc', 'abd']);
  });

  it('ask once for all of them', () => {
    const beginnings = new Beginnings(many, 6);
    for (let text = 0; text < 2_000; text += 1) beginnings.in('a message of some length, as a test tells it: '.repeat(4));
  }).timeout(5_000);
});
