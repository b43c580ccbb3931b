import { expect } from 'chai';

import { inCommon } from '../../../specs/pods/found.ts';

describe('labels that two objects have in common', () => {
  it('have the same value in both', () => {
    expect(inCommon({ app: 'hello', tier: 'web', role: 'a' }, { app: 'hello', tier: 'db' })).to.deep.equal(['app']);
    expect([inCommon(undefined, { app: 'hello' }), inCommon({ app: 'hello' }, {})]).to.deep.equal([[], []]);
  });
});
