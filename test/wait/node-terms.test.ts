import { expect } from 'chai';
import { fitsNode, nodeTermsText } from '../../harness/wait/node-terms.ts';

describe('what a node affinity requires', () => {
  const node = { metadata: { name: 'n1', labels: { role: 'front', disk: 'ssd' } } };
  const terms = (...list: object[]): object => ({ nodeSelectorTerms: list });
  const role = (operator: string, ...values: string[]): object => ({ key: 'role', operator, values });

  it('is each expression of one of its terms', () => {
    expect(fitsNode(terms({ matchExpressions: [role('In', 'front'), { key: 'disk', operator: 'Exists' }] }), node)).to.equal(true);
    expect(fitsNode(terms({ matchExpressions: [role('In', 'front'), { key: 'gpu', operator: 'Exists' }] }), node)).to.equal(false);
    expect(fitsNode(terms({ matchExpressions: [role('In', 'back')] }, { matchExpressions: [role('NotIn', 'back')] }), node)).to.equal(true);
  });

  it('may name a node, and fits where it compares numbers', () => {
    const named = (name: string): object => terms({ matchFields: [{ key: 'metadata.name', operator: 'In', values: [name] }] });
    expect([fitsNode(named('n1'), node), fitsNode(named('n2'), node)]).to.deep.equal([true, false]);
    expect(fitsNode(terms({ matchExpressions: [{ key: 'cores', operator: 'Gt', values: ['4'] }] }), node)).to.equal(true);
  });

  it('fits no node without terms, nor by one that asks for nothing', () => {
    for (const required of [undefined, {}, terms(), terms({}), terms({ matchExpressions: [] }), terms({ matchExpressions: [], matchFields: [] })]) expect(fitsNode(required, node)).to.equal(false);
  });

  it('is told in words', () => {
    expect(nodeTermsText(terms({ matchExpressions: [role('In', 'front', 'back'), { key: 'disk', operator: 'Exists' }] }, { matchFields: [{ key: 'metadata.name', operator: 'In', values: ['n1'] }] }))).to.equal('role in (front, back), disk, or metadata.name in (n1)');
    expect(nodeTermsText(terms({ matchExpressions: [] }))).to.equal('[]');
  });
});
