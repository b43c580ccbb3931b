import { expect } from 'chai';
import type { Pod } from '../../../harness/client/objects.ts';
import type { Given } from '../../../harness/lesson/given.ts';
import { isEvicted, requireEvictable, untilEvicted } from '../../../specs/volumes/overfull.ts';
import { written } from './pods.ts';

const podWith = (status: object, spec: object = {}): Pod => ({ metadata: { name: 'p' }, spec: { containers: [], ...spec }, status });

describe('a pod as kubelet tells of it', () => {
  it('is evicted, and not only failed', () => {
    expect(isEvicted(podWith({ phase: 'Failed', reason: 'Evicted' }))).to.equal(true);
    expect(isEvicted(podWith({ phase: 'Failed', reason: 'DeadlineExceeded' }))).to.equal(false);
    expect(isEvicted(podWith({ phase: 'Running' }))).to.equal(false);
  });

  describe('until it is evicted', () => {
    const blame = { on: 'Pod/p', field: 'spec.volumes[full].emptyDir.sizeLimit' } as const;
    const manifest = written({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { containers: [{ name: 'app', args: ['sh'] }] } });
    const asked: unknown[] = [];
    const withPod = (status: object): Given => ({
      pod: () => ({ when: (_: unknown, __: unknown, fits: (pod: Pod) => boolean) => (fits(podWith(status)) ? Promise.resolve({ object: podWith(status) }) : Promise.reject(new Error('not yet'))) }),
      event: (...args: unknown[]) => { asked.push(...args); return Promise.resolve({ message: 'Usage of EmptyDir volume', firstTimestamp: '2026-11-26T07:00:52Z' }); },
    }) as unknown as Given;
    const evicted = (status: object) => untilEvicted(withPod({ startTime: '2026-11-26T07:00:10Z', ...status }), { manifest, container: 'app', within: 1_000, blame });

    it('its status says why, and after how many seconds', async () => {
      const conditions = [{ type: 'Ready', status: 'False', lastTransitionTime: '2026-11-26T07:00:11Z' }, { type: 'DisruptionTarget', status: 'True', lastTransitionTime: '2026-11-26T07:00:50Z' }];
      expect(await evicted({ phase: 'Failed', reason: 'Evicted', message: 'too much', conditions })).to.deep.equal({ message: 'too much', afterSeconds: 40 });
      expect(await evicted({ phase: 'Failed', reason: 'Evicted', message: 'too much', conditions: [] })).to.deep.equal({ message: 'too much', afterSeconds: undefined });
    });

    it('the event says it of one that ended with 0 when it was told to', async () => {
      expect(await evicted({ phase: 'Succeeded', containerStatuses: [{ name: 'app', state: { terminated: { exitCode: 0 } } }] })).to.deep.equal({ message: 'Usage of EmptyDir volume', afterSeconds: 42 });
      expect(asked).to.deep.equal([{ about: 'Pod/p', reason: 'Evicted' }, { within: 5_000, blame: { on: manifest, field: 'spec.containers[0].args' } }]);
    });

    it('is waited for while its program runs', async () => {
      expect(await evicted({ phase: 'Running', containerStatuses: [{ name: 'app', state: { running: {} } }] }).catch((error: unknown) => (error as Error).message)).to.equal('not yet');
    });
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
