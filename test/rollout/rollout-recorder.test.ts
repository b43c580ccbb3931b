import { expect } from 'chai';

import type { EndpointSlice, Event, KubeList, KubeObject, Pod, ReplicaSet } from '../../harness/client/objects.ts';
import { recordOf, RolloutRecorder } from '../../harness/rollout/rollout-recorder.ts';
import { describeEvent } from '../../harness/traffic/timeline.ts';
import type { WatchEvent, WatchSource } from '../../harness/wait/watch-objects.ts';
import { settle } from '../wait/fake-clock.ts';

const pod = (name: string, ready: boolean, leaving = false): Pod => ({
  metadata: { name, uid: name, labels: { 'pod-template-hash': '1' }, ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: `${name.slice(0, 2)}-1`, uid: 'u' }], ...(leaving ? { deletionTimestamp: 'now' } : {}) },
  spec: { containers: [{ name: 'app', image: 'web:1' }] },
  status: { conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }] },
});
const set = (name: string, replicas: number): ReplicaSet & KubeObject => ({
  metadata: { name, uid: name, ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: name.slice(0, 2), uid: 'd' }] },
  spec: { replicas, selector: {} },
});
const slice = (...pods: string[]): EndpointSlice & KubeObject => ({ metadata: { name: 's', uid: 's' }, addressType: 'IPv4', endpoints: pods.map((name) => ({ addresses: ['10.0.0.1'], targetRef: { kind: 'Pod', name } })) });
const hookFailed = (name: string): Event & KubeObject => ({ metadata: { name: `${name}.1`, uid: `${name}.1` }, reason: 'FailedPreStopHook', involvedObject: { kind: 'Pod', name, fieldPath: 'spec.containers{app}' } });

describe('a record of a rollout', () => {
  it('has the extremes, the events and the spans of one Deployment', () => {
    const record = recordOf([
      { at: 1, pods: [pod('ap-a', true)], replicaSets: [set('ap-1', 1)], endpointSlices: [slice('ap-a', 'other')] },
      { at: 2, replicaSets: [set('ap-1', 1), set('ap-2', 1)] },
      { at: 3, pods: [pod('ap-a', true), pod('ap-b', false)] },
      { at: 4, pods: [pod('ap-a', true), pod('ap-b', true)] },
      { at: 5, endpointSlices: [slice('ap-a', 'ap-b')] },
      { at: 6, replicaSets: [set('ap-1', 0), set('ap-2', 1)] },
      { at: 7, pods: [pod('ap-a', true, true), pod('ap-b', true)] },
      { at: 8, endpointSlices: [slice('ap-b')] },
    ]);
    expect(record).to.include({ minReady: 1, maxTotal: 2, mostWanted: 2 });
    expect(record.events.map((event) => `${event.at} ${describeEvent(event).en}`)).to.deep.equal([
      '2 ReplicaSet/ap-2 was scaled to 1', '3 Pod/ap-b was created', '4 Pod/ap-b became ready', '5 Pod/ap-b was added to the endpoints',
      '6 ReplicaSet/ap-1 was scaled to 0', '7 Pod/ap-a began to terminate', '8 Pod/ap-a was removed from the endpoints',
    ]);
    expect(record.spans).to.have.length(4);
  });

  it('is made from watches, of the objects of that Deployment alone', async () => {
    const source = <T extends KubeObject>(items: T[], ...events: WatchEvent<T>[]): WatchSource<T> => ({
      list: (): Promise<KubeList<T>> => Promise.resolve({ metadata: { resourceVersion: '1' }, items }),
      watch: async function* (_: string, signal: AbortSignal): AsyncGenerator<WatchEvent<T>> {
        yield* events;
        await new Promise((_resolve, reject) => { signal.addEventListener('abort', () => { reject(signal.reason as Error); }); });
      },
    });
    const recorder = new RolloutRecorder(['ap'], {
      pods: source<Pod>([pod('ap-a', true), pod('db-x', true)], { type: 'MODIFIED', object: pod('ap-a', false) }),
      replicaSets: source([set('ap-1', 1), set('db-1', 5)]),
      endpointSlices: source([slice('ap-a')]),
      hookFailures: source<Event & KubeObject>([], { type: 'ADDED', object: hookFailed('db-x') }, { type: 'ADDED', object: hookFailed('ap-a') }),
    });
    await recorder.begun();
    await settle();
    const record = await recorder.stop();
    expect(record).to.include({ minReady: 0, maxTotal: 1, mostWanted: 1 });
    expect(record.events.map((event) => describeEvent(event).en)).to.have.members(['Pod/ap-a stopped being ready', 'the preStop hook of the container app of Pod/ap-a failed']);
  });

  it('can be of several Deployments together, and of one of them alone', async () => {
    const source = <T extends KubeObject>(items: T[]): WatchSource<T> => ({
      list: (): Promise<KubeList<T>> => Promise.resolve({ metadata: { resourceVersion: '1' }, items }),
      watch: async function* (_: string, signal: AbortSignal): AsyncGenerator<WatchEvent<T>> {
        await new Promise((_resolve, reject) => { signal.addEventListener('abort', () => { reject(signal.reason as Error); }); });
      },
    });
    const recorder = new RolloutRecorder(['ap', 'ca'], {
      pods: source<Pod>([pod('ap-a', true), pod('ca-a', true), pod('db-x', true)]),
      replicaSets: source([set('ap-1', 1), set('ca-1', 1), set('db-1', 5)]),
      endpointSlices: source([slice('ap-a', 'ca-a')]),
      hookFailures: source<Event & KubeObject>([]),
    });
    await recorder.begun();
    expect(await recorder.stop()).to.include({ minReady: 2, mostWanted: 2 });
    expect(recorder.only('ca')).to.include({ minReady: 1, mostWanted: 1 });
    expect(recorder.only('ca').spans.map((span) => span.pod)).to.deep.equal(['ca-a']);
  });
});
