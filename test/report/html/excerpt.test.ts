import { expect } from 'chai';
import { excerpt } from '../../../harness/report/html/excerpt.ts';

describe('the excerpt of a manifest', () => {
  it('is as long as there are lines', () => {
    const shown = excerpt('a: 1\nb: 2\n', 1);
    expect(shown).to.include('<mark><span class="number">1</span>a: 1</mark><span><span class="number">2</span>b: 2</span></code>');
  });

  it('is nothing where there is no such line', () => {
    expect(excerpt('a: 1\n', 2)).to.equal('');
  });
});
