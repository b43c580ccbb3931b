import { expect } from 'chai';
import type { EndpointSlice, Event, Pod, ReplicaSet } from '../../harness/client/objects.ts';
import { rolloutEvents } from '../../harness/rollout/rollout-events.ts';
import { describeEvent } from '../../harness/traffic/timeline.ts';

describe('the events of a rollout', () => {
  function pod(name: string, { ready = false, leaving = false, restarts = 0 } = {}): Pod {
    return {
      metadata: { name, ...(leaving ? { deletionTimestamp: '2026-01-01T00:00:00Z' } : {}) },
      status: {
        conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
        containerStatuses: [{ name: 'app', restartCount: restarts, ready, image: '', imageID: '' }],
      },
    };
  }
  const told = (states: Parameters<typeof rolloutEvents>[0]) => rolloutEvents(states).map((event) => `${event.at} ${describeEvent(event).en}`);

  it('are the changes of pods from one state to the next, not what was there to begin with', () => {
    const old = pod('a', { ready: true });
    expect(told([
      { at: 1, pods: [old] },
      { at: 2, pods: [old, pod('b')] },
      { at: 3, pods: [old, pod('b', { ready: true })] },
      { at: 4, pods: [pod('a', { ready: true, leaving: true }), pod('b', { ready: true })] },
      { at: 5, pods: [pod('b', { ready: true })] },
      { at: 6, pods: [pod('b')] },
      { at: 7, pods: [pod('b', { restarts: 1 })] },
    ])).to.deep.equal([
      '2 Pod/b was created', '3 Pod/b became ready', '4 Pod/a began to terminate', '5 Pod/a was gone', '6 Pod/b stopped being ready',
      '7 Pod/b restarted its container app (restart 1)',
    ]);
  });

  it('are also those of ReplicaSets and endpoints, whichever a state has', () => {
    const set = (replicas: number): ReplicaSet => ({ metadata: { name: 'ap-1' }, spec: { replicas, selector: {} } });
    const slice = (ready: boolean): EndpointSlice => ({ addressType: 'IPv4', endpoints: [{ addresses: ['10.0.0.1'], targetRef: { kind: 'Pod', name: 'a' }, conditions: { ready } }] });
    expect(told([
      { at: 1, replicaSets: [set(2)], endpointSlices: [slice(true)] },
      { at: 2, replicaSets: [set(1)] },
      { at: 3, endpointSlices: [slice(false)] },
      { at: 4, endpointSlices: [] },
    ])).to.deep.equal(['2 ReplicaSet/ap-1 was scaled to 1', '3 Pod/a was marked not ready among the endpoints', '4 Pod/a was removed from the endpoints']);
  });

  it('tell each preStop hook that fails, once', () => {
    const failure = (name: string, count: number): Event => ({ metadata: { name: `${name}.1` }, involvedObject: { name, fieldPath: 'spec.containers{app}' }, reason: 'FailedPreStopHook', count });
    expect(told([
      { at: 1, hookFailures: [failure('old', 1)] },
      { at: 2, hookFailures: [failure('old', 1), failure('a', 1)] },
      { at: 3, hookFailures: [failure('old', 1), failure('a', 2)] },
    ])).to.deep.equal(['2 the preStop hook of the container app of Pod/a failed']);
  });

  it('tell when the probe of a terminating pod fails, and not that one of a new pod has not succeeded yet', () => {
    const slice = (conditions: { ready: boolean; serving: boolean; terminating: boolean }): EndpointSlice => ({ addressType: 'IPv4', endpoints: [{ addresses: ['10.0.0.1'], targetRef: { kind: 'Pod', name: 'a' }, conditions }] });
    expect(told([
      { at: 1, endpointSlices: [slice({ ready: false, serving: false, terminating: false })] },
      { at: 2, endpointSlices: [slice({ ready: true, serving: true, terminating: false })] },
      { at: 3, endpointSlices: [slice({ ready: false, serving: true, terminating: true })] },
      { at: 4, endpointSlices: [slice({ ready: false, serving: false, terminating: true })] },
    ]).slice(1)).to.deep.equal(['3 Pod/a was marked not ready among the endpoints', '4 the readinessProbe of Pod/a failed while it terminated']);
  });
});
