import { expect } from 'chai';
import type { Pod } from '../../../harness/client/objects.ts';
import { linesOf } from '../../../specs/volumes/about.ts';
import { evictedAfterSeconds, isEvicted } from '../../../specs/volumes/overfull.ts';
import { isDecided, unscheduled } from '../../../specs/volumes/scheduling.ts';

const podWith = (status: object, spec: object = {}): Pod => ({ metadata: { name: 'p' }, spec: { containers: [], ...spec }, status });

describe('a pod as kubelet and scheduler tell of it', () => {
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

  it('is decided about when it has a node, or none for the reason that is asked for', () => {
    const decided = isDecided(/ReadWriteOncePod/);
    const because = (message: string): Pod => podWith({ conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }] });
    expect([decided(podWith({})), decided(because('0/2 nodes are available')), decided(because('1 node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod access mode'))]).to.deep.equal([false, false, true]);
    expect(decided(podWith({ conditions: [{ type: 'PodScheduled', status: 'True' }] }, { nodeName: 'a' }))).to.equal(true);
    expect([unscheduled(because('why')), unscheduled(podWith({}))]).to.deep.equal(['why', undefined]);
  });

  it('has labels as lines', () => {
    expect(linesOf({ colour: 'blue', note: 'say "hi"' })).to.deep.equal(['colour="blue"', 'note="say \\"hi\\""']);
    expect(linesOf(undefined)).to.deep.equal([]);
  });
});
