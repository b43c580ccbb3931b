import { expect } from 'chai';
import { selects } from '../../harness/values/selects.ts';

describe('selects', () => {
  const pod = { app: 'web', track: 'canary' };

  it('is true when the pod has every label that is asked for', () => {
    expect(selects({ app: 'web' }, pod)).to.be.true;
    expect(selects({ app: 'web', track: 'canary' }, pod)).to.be.true;
  });

  it('is false when one is missing or differs, and when nothing is asked for', () => {
    expect(selects({ app: 'web', track: 'stable' }, pod)).to.be.false;
    expect(selects({ tier: 'front' }, pod)).to.be.false;
    expect(selects({}, pod)).to.be.false;
    expect(selects(undefined, pod)).to.be.false;
    expect(selects({ app: 'web' }, undefined)).to.be.false;
  });
});
