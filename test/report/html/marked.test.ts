import { expect } from 'chai';
import { marked } from '../../../harness/report/html/marked.ts';

describe('marked', () => {
  it('makes code of what stands in backticks, and markup of nothing else', () => {
    expect(marked('set `a < b` to <b>')).to.equal('set <code>a &lt; b</code> to &lt;b&gt;');
    expect(marked('one ` alone')).to.equal('one ` alone');
  });
});
