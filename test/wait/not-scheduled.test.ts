import { expect } from 'chai';
import { notScheduled } from '../../harness/wait/not-scheduled.ts';

describe('what the scheduler says of a pod', () => {
  const said = (type: string, status: string): string | undefined => notScheduled({ status: { conditions: [{ type: 'Ready', status: 'False' }, { type, status, message: '0/2 nodes are available' }] } })?.message;

  it('is told as long as there is no node for it, and not when it has one', () => {
    expect(said('PodScheduled', 'False')).to.equal('0/2 nodes are available');
    expect(said('PodScheduled', 'True')).to.equal(undefined);
    expect(notScheduled({})).to.equal(undefined);
  });
});
