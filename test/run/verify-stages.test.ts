import { expect } from 'chai';
import { subjectOf } from '../../harness/run/verify-stages.ts';

describe('who is to be bound to the role of a learner', () => {
  it('is a user, or an account of a namespace', () => {
    expect(subjectOf('mika')).to.equal('--user=mika');
    expect(subjectOf('system:serviceaccount:me:learner')).to.equal('--serviceaccount=me:learner');
    expect(subjectOf('')).to.equal('--user=NAME');
  });
});
