import { expect } from 'chai';
import { measuresList, withUnit } from '../../../harness/report/html/measures.ts';

describe('measures in the page', () => {
  it('have the units that their names end with', () => {
    expect(withUnit('p99Ms', 12.5)).to.equal('12.5 ms');
    expect(withUnit('keepAliveByWeight20HighPercent', 44.7)).to.equal('44.7 %');
    expect(withUnit('saidWhyMs: a program that ends', 800)).to.equal('800 ms');
    expect(withUnit('failed', 2)).to.equal('2');
  });

  it('are folded, in the language of the reader', () => {
    expect(measuresList({ failed: 0, p99Ms: 1 }, 'ja')).to.include('<summary>計測値 2 件</summary>');
    expect(measuresList({}, 'en')).to.equal('');
  });
});
