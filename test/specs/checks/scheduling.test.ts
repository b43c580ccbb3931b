import { expect } from 'chai';
import type { Pod } from '../../../harness/client/objects.ts';
import { isDecided, unscheduled } from '../../../specs/checks/scheduling.ts';

const podWith = (status: object, spec: object = {}): Pod => ({ metadata: { name: 'p' }, spec: { containers: [], ...spec }, status });

describe('a pod as the scheduler tells of it', () => {
  it('is decided about when it has a node, or none for the reason that is asked for', () => {
    const decided = isDecided(/ReadWriteOncePod/);
    const because = (message: string): Pod => podWith({ conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }] });
    expect([decided(podWith({})), decided(because('0/2 nodes are available')), decided(because('1 node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod access mode'))]).to.deep.equal([false, false, true]);
    expect(decided(podWith({ conditions: [{ type: 'PodScheduled', status: 'True' }] }, { nodeName: 'a' }))).to.equal(true);
    expect([unscheduled(because('why')), unscheduled(podWith({}))]).to.deep.equal(['why', undefined]);
  });
});
