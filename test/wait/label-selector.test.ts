import { expect } from 'chai';
import { selects, selectorText } from '../../harness/wait/label-selector.ts';

describe('a selector of labels', () => {
  const fast = { tier: 'fast', disk: 'ssd' };

  it('fits everything when it says nothing', () => {
    expect(selects({})).to.equal(true);
    expect(selects({}, fast)).to.equal(true);
  });

  for (const [selector, fits] of [
    [{ matchLabels: { tier: 'fast' } }, true],
    [{ matchLabels: { tier: 'fast', disk: 'tape' } }, false],
    [{ matchExpressions: [{ key: 'disk', operator: 'In', values: ['ssd', 'nvme'] }] }, true],
    [{ matchExpressions: [{ key: 'rack', operator: 'In', values: ['a'] }] }, false],
    [{ matchExpressions: [{ key: 'rack', operator: 'NotIn', values: ['a'] }] }, true],
    [{ matchExpressions: [{ key: 'disk', operator: 'NotIn', values: ['ssd'] }] }, false],
    [{ matchExpressions: [{ key: 'disk', operator: 'Exists' }, { key: 'rack', operator: 'DoesNotExist' }] }, true],
    [{ matchExpressions: [{ key: 'disk', operator: 'DoesNotExist' }] }, false],
    [{ matchLabels: { tier: 'fast' }, matchExpressions: [{ key: 'rack', operator: 'Exists' }] }, false],
    [{ matchExpressions: [{ key: 'disk', operator: 'Like', values: ['s*'] }] }, false],
  ] as const) {
    it(`${fits ? 'fits' : 'does not fit'}: ${selectorText(selector)}`, () => { expect(selects(selector, fast)).to.equal(fits); });
  }

  it('is written as kubectl writes it', () => {
    const matchExpressions = [{ key: 'disk', operator: 'In', values: ['ssd', 'nvme'] }, { key: 'rack', operator: 'NotIn', values: ['a'] }, { key: 'new', operator: 'Exists' }, { key: 'old', operator: 'DoesNotExist' }, { key: 'x', operator: 'Like' }];
    expect(selectorText({ matchLabels: { tier: 'fast' }, matchExpressions })).to.equal('tier=fast, disk in (ssd, nvme), rack notin (a), new, !old, x Like');
  });
});
