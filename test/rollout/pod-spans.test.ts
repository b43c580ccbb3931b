import { expect } from 'chai';
import type { Pod } from '../../harness/client/objects.ts';
import { podSpans } from '../../harness/rollout/pod-spans.ts';

describe('the spans of pods', () => {
  const pod = (name: string, state: { ready?: boolean; leaving?: boolean } = {}): Pod => ({
    metadata: { name, ...(state.leaving === true ? { deletionTimestamp: 'now' } : {}) },
    spec: { containers: [{ name: 'app', image: `web:${name}` }] },
    status: { conditions: [{ type: 'Ready', status: state.ready === true ? 'True' : 'False' }] },
  });
  const told = (states: Parameters<typeof podSpans>[0]) => podSpans(states).map(({ pod: name, state, from, to }) => `${name} ${state} ${from}-${to}`);

  it('follow each pod from its start to its end', () => {
    expect(told([
      { at: 0, pods: [pod('a', { ready: true })] },
      { at: 1, pods: [pod('a', { ready: true }), pod('b')] },
      { at: 3, pods: [pod('a', { ready: true }), pod('b', { ready: true })] },
      { at: 4, pods: [pod('a', { ready: true, leaving: true }), pod('b', { ready: true })] },
      { at: 6, pods: [pod('b', { ready: true })] },
      { at: 9, replicaSets: [] },
    ])).to.deep.equal(['a ready 0-4', 'b starting 1-3', 'b ready 3-9', 'a leaving 4-6']);
    expect(podSpans([{ at: 0, pods: [pod('a')] }])[0]?.image).to.equal('web:a');
  });

  it('tell a pod that is not ready any more from one that is not ready yet', () => {
    expect(told([{ at: 0, pods: [pod('a')] }, { at: 1, pods: [pod('a', { ready: true })] }, { at: 2, pods: [pod('a')] }])).to.deep.equal(['a starting 0-1', 'a ready 1-2', 'a unready 2-2']);
  });
});
