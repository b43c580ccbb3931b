import { expect } from 'chai';
import { roomiest, type NodeDisk } from '../../../specs/resources/node-disk.ts';

const node = (name: string, disk: string, more: Partial<NodeDisk> = {}): NodeDisk => ({
  metadata: { name, labels: { 'kubernetes.io/hostname': `host-${name}` } }, status: { allocatable: { 'ephemeral-storage': disk }, conditions: [{ type: 'Ready', status: 'True' }] }, ...more,
});

describe('the node with the most room', () => {
  it('is called by its label', () => {
    expect(roomiest([node('a', '10Gi'), node('b', '20Gi')])).to.deep.equal({ node: 'host-b', bytes: 20 * 2 ** 30 });
  });

  it('takes ordinary pods', () => {
    const closed = node('b', '20Gi', { spec: { taints: [{ effect: 'NoSchedule' }] } });
    const cordoned = node('c', '30Gi', { spec: { unschedulable: true } });
    const down = node('d', '40Gi', { status: { allocatable: { 'ephemeral-storage': '40Gi' }, conditions: [{ type: 'Ready', status: 'Unknown' }] } });
    expect(roomiest([node('a', '10Gi', { spec: { taints: [{ effect: 'PreferNoSchedule' }] } }), closed, cordoned, down])?.node).to.equal('host-a');
  });

  it('is none where nodes are out of sight', () => {
    expect(roomiest([])).to.equal(undefined);
  });
});
