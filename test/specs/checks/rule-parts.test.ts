import { expect } from 'chai';
import { unmetParts } from '../../../specs/checks/rule-parts.ts';

describe('the parts of a rule', () => {
  const wanted = { resources: ['nodes/log', '*'], verb: 'get' };
  const rule = { apiGroups: [''], resources: ['nodes/log'], verbs: ['get'] };

  it('all fit where the rule gives the right, by its name or by an asterisk', () => {
    expect(unmetParts(rule, wanted)).to.deep.equal([]);
    expect(unmetParts({ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }, wanted)).to.deep.equal([]);
  });

  it('are named where they keep it from that', () => {
    expect(unmetParts({ ...rule, apiGroups: ['v1'], verbs: ['list'] }, wanted)).to.deep.equal(['verbs', 'apiGroups']);
    expect(unmetParts({ ...rule, resources: ['nodes'], resourceNames: ['n1'] }, wanted)).to.deep.equal(['resources', 'resourceNames']);
    expect(unmetParts({}, wanted)).to.deep.equal(['resources', 'verbs', 'apiGroups']);
  });
});
