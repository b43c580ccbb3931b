import { expect } from 'chai';
import { largestRoom, tooMuch } from '../../harness/wait/node-room.ts';
import { podProblems } from '../../harness/wait/pod-problems.ts';

const room = largestRoom([{ status: { allocatable: { cpu: '2', memory: '4Gi' } } }, { status: { allocatable: { cpu: '1', memory: '8Gi' } } }, {}]);
const pod = (...memory: string[]) => ({
  metadata: { name: 'web' },
  spec: { containers: memory.map((each, index) => ({ name: `c${index}`, resources: { requests: { cpu: '500m', memory: each } } })) },
  status: { conditions: [{ type: 'PodScheduled', status: 'False', message: '0/2 nodes are available: 2 Insufficient memory.' }] },
});

describe('tooMuch', () => {
  it('compares all that the containers ask for with the largest node', () => {
    expect(tooMuch(pod('1Gi', '6Gi'), room)).to.equal(undefined);
    expect(tooMuch(pod('3Gi', '6Gi'), room)).to.deep.equal({ container: 'c1', resource: 'memory' });
    expect(tooMuch(pod('1Mi', '1Mi', '1Mi', '1Mi', '1Mi'), room), '2500m of 2').to.deep.include({ resource: 'cpu' });
    expect(tooMuch(pod('900Gi'), new Map()), 'nodes out of sight').to.equal(undefined);
  });

  it('makes certain at once that a pod is never scheduled', () => {
    expect(podProblems(pod('9Gi'), [], { room })[0]).to.deep.include({ graceMs: 0, field: 'spec.containers[c0].resources.requests.memory' });
    expect(podProblems(pod('7Gi'), [], { room })[0]).to.deep.include({ graceMs: 30_000 });
  });
});
