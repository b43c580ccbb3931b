import { expect } from 'chai';

import type { KubeList, Pod } from '../../harness/client/objects.ts';
import { PodRecorder, sampleOf } from '../../harness/lesson/pod-recorder.ts';
import type { WatchEvent } from '../../harness/wait/watch-objects.ts';
import { settle } from '../wait/fake-clock.ts';

const pod = (name: string, state: { ready?: boolean; leaving?: boolean; image?: string }): Pod => ({
  metadata: { name, uid: name, ...(state.leaving === true ? { deletionTimestamp: 'now' } : {}) },
  spec: { containers: [{ name: 'app', image: state.image ?? 'web:1' }] },
  status: { conditions: [{ type: 'Ready', status: state.ready === true ? 'True' : 'False' }] },
});

describe('a recorder of pods', () => {
  it('counts ready, not ready and leaving pods, and ready ones by image', () => {
    const pods = [pod('a', { ready: true }), pod('b', { ready: true, leaving: true }), pod('c', {}), pod('d', { ready: true, image: 'web:2' })];
    expect(sampleOf(pods, 5)).to.deep.equal({ at: 5, ready: 2, notReady: 1, terminating: 1, readyByImage: { 'web:1': 1, 'web:2': 1 } });
  });

  it('sees every change, also one that is undone at once', async () => {
    const source = {
      list: (): Promise<KubeList<Pod>> => Promise.resolve({ metadata: { resourceVersion: '1' }, items: [pod('a', { ready: true }), pod('x', { ready: true })] }),
      watch: async function* (_: string, signal: AbortSignal): AsyncGenerator<WatchEvent<Pod>> {
        yield { type: 'MODIFIED', object: pod('a', {}) };
        yield { type: 'MODIFIED', object: pod('a', { ready: true }) };
        yield { type: 'ADDED', object: pod('b', {}) };
        await new Promise((_resolve, reject) => { signal.addEventListener('abort', () => { reject(signal.reason as Error); }); });
      },
    };
    const recorder = new PodRecorder(source, (each) => each.metadata?.name !== 'x');
    await recorder.begun();
    await settle();
    const { samples, minReady, maxTotal } = await recorder.stop();
    expect(samples.map((sample) => sample.ready)).to.deep.equal([1, 0, 1, 1]);
    expect([minReady, maxTotal]).to.deep.equal([0, 2]);
  });

  it('tells that it could not watch', async () => {
    const recorder = new PodRecorder({ list: () => Promise.reject(new SyntaxError('no JSON')), watch: () => { throw new Error('not reached'); } }, () => true);
    expect(await recorder.begun().catch((error: unknown) => error)).to.have.property('message', 'no JSON');
    expect(await recorder.stop().catch((error: unknown) => error)).to.have.property('message', 'no JSON');
  });
});
