import { expect } from 'chai';
import { evicted, goneNow } from '../../../specs/nodes/evicted.ts';

describe('evicted', () => {
  const podWith = (metadata: object, conditions: object[] = []) => ({ metadata, spec: { containers: [] }, status: { conditions } }) as Parameters<typeof evicted>[0];

  it('is a pod that was asked to end, at the time of the asking', () => {
    const pod = podWith({ deletionTimestamp: '2026-11-26T07:00:30Z', deletionGracePeriodSeconds: 30 }, [{ type: 'Ready', status: 'True' }, { type: 'DisruptionTarget', status: 'True', reason: 'DeletionByTaintManager' }]);
    expect(evicted(pod)).to.deep.equal({ at: Date.parse('2026-11-26T07:00:00Z'), reason: 'DeletionByTaintManager' });
  });

  it('has no reason where nobody disrupted it, and is none where nobody asked', () => {
    expect(evicted(podWith({ deletionTimestamp: '2026-11-26T07:00:30Z' }))?.reason).to.equal('none');
    expect(evicted(podWith({}))).to.equal(undefined);
  });

  it('is one that is gone, where that is all that can be seen', () => {
    const { at, reason } = goneNow();
    expect([Math.abs(Date.now() - at) < 1_000, reason]).to.deep.equal([true, undefined]);
  });
});
