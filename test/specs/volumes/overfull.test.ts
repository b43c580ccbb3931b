import { expect } from 'chai';
import type { Pod } from '../../../harness/client/objects.ts';
import type { Given } from '../../../harness/lesson/given.ts';
import { evictedAfterSeconds, isEvicted, requireEvictable } from '../../../specs/volumes/overfull.ts';

const podWith = (status: object, spec: object = {}): Pod => ({ metadata: { name: 'p' }, spec: { containers: [], ...spec }, status });

describe('a pod as kubelet tells of it', () => {
  it('is evicted, and not only failed', () => {
    expect(isEvicted(podWith({ phase: 'Failed', reason: 'Evicted' }))).to.equal(true);
    expect(isEvicted(podWith({ phase: 'Failed', reason: 'DeadlineExceeded' }))).to.equal(false);
    expect(isEvicted(podWith({ phase: 'Running' }))).to.equal(false);
  });

  it('was evicted so many seconds after its start', () => {
    const conditions = [{ type: 'Ready', status: 'False', lastTransitionTime: '2026-11-26T07:00:11Z' }, { type: 'DisruptionTarget', status: 'True', lastTransitionTime: '2026-11-26T07:00:52Z' }];
    expect(evictedAfterSeconds(podWith({ startTime: '2026-11-26T07:00:10Z', conditions }))).to.equal(42);
    expect(evictedAfterSeconds(podWith({ startTime: '2026-11-26T07:00:10Z', conditions: [] }))).to.equal(undefined);
    expect(evictedAfterSeconds(podWith({ conditions }))).to.equal(undefined);
  });

  it('may be on its way out when it is looked at, but not run on beyond its limit', async () => {
    const gone = new Error('container app ended with exit code 0');
    const seen = (state: object): Given => {
      const pod = { object: podWith({ phase: 'Running', containerStatuses: [{ name: 'app', state }] }), container: () => ({ exec: () => Promise.reject(gone) }) };
      return { pod: () => ({ started: () => Promise.resolve(pod), now: () => Promise.resolve(pod) }) } as unknown as Given;
    };
    const look = (state: object) => requireEvictable(seen(state), { name: 'p', container: 'app', folder: '/full', limit: '1Mi', blame: { on: 'Pod/p' } });
    await look({ terminated: { exitCode: 0 } });
    expect(await look({ running: {} }).catch((error: unknown) => error)).to.equal(gone);
  });
});
