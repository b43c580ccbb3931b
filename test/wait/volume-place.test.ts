import { expect } from 'chai';
import type { Claim, Pod, Volume } from '../../harness/client/objects.ts';
import { volumeElsewhere } from '../../harness/wait/volume-place.ts';

const onNoNode = "0/2 nodes are available: 2 node(s) didn't match PersistentVolume's node affinity.";
const pod = (message: string): Pod => ({
  metadata: { name: 'db-1' },
  spec: { containers: [], volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] },
  status: { conditions: [{ type: 'PodScheduled', status: 'False', message }] },
});
const claim = (name: string): Claim => ({ metadata: { name }, spec: { volumeName: `volume-of-${name}` } });
const volume = (name: string, spec: object = { nodeAffinity: { required: { nodeSelectorTerms: [{}] } } }): Volume => ({ metadata: { name }, spec });

describe('a volume where no node is', () => {
  const find = (message: string, volumes: Volume[]): string[] => volumeElsewhere(pod(message), [claim('data'), claim('other')], volumes).map(({ object, field }) => `${object} ${field}`);

  it('is why the pod that mounts it is not scheduled', () => {
    expect(find(onNoNode, [volume('volume-of-data'), volume('volume-of-other')])).to.deep.equal(['PersistentVolume/volume-of-data spec.nodeAffinity']);
    expect(find('0/3 nodes are available: 3 node(s) had volume node affinity conflict.', [volume('volume-of-data')])).to.have.length(1);
  });

  it('is not, where the pod itself chooses another node, or the volume is everywhere', () => {
    expect(find("0/2 nodes are available: 1 node(s) didn't match Pod's node affinity/selector, 1 node(s) didn't match PersistentVolume's node affinity.", [volume('volume-of-data')])).to.deep.equal([]);
    expect(find(onNoNode, [volume('volume-of-data', {})])).to.deep.equal([]);
    expect(find('0/2 nodes are available: 2 Insufficient cpu.', [volume('volume-of-data')])).to.deep.equal([]);
  });
});
