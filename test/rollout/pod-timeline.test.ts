import { expect } from 'chai';

import type { Pod } from '../../harness/client/objects.ts';
import { timelineOf } from '../../harness/rollout/pod-timeline.ts';

const pod = (name: string, state: { ready?: boolean; leaving?: boolean; image?: string }): Pod => ({
  metadata: { name, uid: name, ...(state.leaving === true ? { deletionTimestamp: 'now' } : {}) },
  spec: { containers: [{ name: 'app', image: state.image ?? 'web:1' }] },
  status: { conditions: [{ type: 'Ready', status: state.ready === true ? 'True' : 'False' }] },
});

describe('the timeline of pods', () => {
  it('counts ready, not ready and leaving pods, those that were kept, and ready ones by image', () => {
    const pods = [pod('a', { ready: true }), pod('b', { ready: true, leaving: true }), pod('c', {}), pod('d', { ready: true, image: 'web:2' })];
    expect(timelineOf([{ at: 1, pods: [] }, { at: 5, pods }]).samples[1]).to.deep.equal({ at: 5, ready: 2, notReady: 1, terminating: 1, kept: 2, readyByImage: { 'web:1': 1, 'web:2': 1 } });
  });

  it('knows the fewest that were ready and the most that were there', () => {
    const states = [[pod('a', { ready: true })], [pod('a', { ready: true }), pod('b', {})], [pod('a', { leaving: true }), pod('b', {})]].map((pods, at) => ({ at, pods }));
    expect(timelineOf(states)).to.deep.include({ minReady: 0, minKept: 0, maxTotal: 2 });
  });

  it('keeps a pod that stops being ready, and one that was not ready when the recording began', () => {
    const states = [[pod('a', { ready: true }), pod('b', {})], [pod('a', {}), pod('b', {})], [pod('a', {}), pod('b', { ready: true }), pod('c', {})]].map((pods, at) => ({ at, pods }));
    expect(timelineOf(states)).to.deep.include({ minReady: 0, minKept: 2, maxTotal: 3 });
  });
});
