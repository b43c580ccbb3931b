import { expect } from 'chai';
import { selects } from '../../../harness/values/label-selector.ts';
import { selectedLabels } from '../../../specs/authorization/selected-labels.ts';

describe('labels that a selector asks for', () => {
  for (const selector of [
    { matchLabels: { a: 'b' } },
    { matchExpressions: [{ key: 'a', operator: 'In', values: ['b', 'c'] }, { key: 'd', operator: 'Exists' }] },
    { matchLabels: { a: 'b' }, matchExpressions: [{ key: 'x', operator: 'NotIn', values: ['y'] }] },
  ]) {
    it(`are taken by it: ${JSON.stringify(selector)}`, () => { expect(selects(selector, selectedLabels(selector))).to.equal(true); });
  }

  it('are none where it asks for none', () => {
    expect([selectedLabels({}), selectedLabels({ matchExpressions: [{ key: 'x', operator: 'DoesNotExist' }] })]).to.deep.equal([undefined, undefined]);
  });
});
