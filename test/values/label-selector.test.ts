import { expect } from 'chai';
import { mapSelects, selectorFits, selectorKeys, selects, selectorText } from '../../harness/values/label-selector.ts';

describe('a selector of labels', () => {
  const fast = { tier: 'fast', disk: 'ssd' };

  it('fits everything when it says nothing', () => {
    expect(selects({}, undefined)).to.equal(true);
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

  it('fits nothing where there is none', () => {
    expect(selects(undefined, fast)).to.equal(false);
  });

  it('fits by a plain map of labels when all of it is there, and there is some', () => {
    expect(mapSelects({ tier: 'fast' }, { ...fast, rack: 'a' })).to.equal(true);
    expect(mapSelects({ tier: 'fast', rack: 'b' }, { ...fast, rack: 'a' })).to.equal(false);
    expect(mapSelects({ tier: 'fast' }, undefined)).to.equal(false);
    expect(mapSelects({}, fast)).to.equal(false);
    expect(mapSelects(undefined, fast)).to.equal(false);
  });

  it('is a plain map in a Service, and none in a budget', () => {
    expect(selectorFits('Service', { tier: 'fast' }, fast)).to.equal(true);
    expect(selectorFits('Service', {}, fast)).to.equal(false);
    expect(selectorFits('PodDisruptionBudget', {}, fast)).to.equal(true);
    expect(selectorFits('PodDisruptionBudget', { matchLabels: { tier: 'slow' } }, fast)).to.equal(false);
    expect(selectorKeys('Service', { tier: 'fast' })).to.deep.equal(['tier']);
    expect(selectorKeys('PodDisruptionBudget', { matchLabels: { tier: 'fast' }, matchExpressions: [{ key: 'disk', operator: 'Exists' }] })).to.deep.equal(['tier', 'disk']);
  });

  it('is written as kubectl writes it', () => {
    const matchExpressions = [{ key: 'disk', operator: 'In', values: ['ssd', 'nvme'] }, { key: 'rack', operator: 'NotIn', values: ['a'] }, { key: 'new', operator: 'Exists' }, { key: 'old', operator: 'DoesNotExist' }, { key: 'x', operator: 'Like' }];
    expect(selectorText({ matchLabels: { tier: 'fast' }, matchExpressions })).to.equal('tier=fast, disk in (ssd, nvme), rack notin (a), new, !old, x Like');
  });
});
