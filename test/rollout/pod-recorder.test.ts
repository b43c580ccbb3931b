import { expect } from 'chai';
import type { KubeList, Pod } from '../../harness/client/objects.ts';
import { PodRecorder } from '../../harness/rollout/pod-recorder.ts';
import type { WatchEvent, WatchSource } from '../../harness/wait/watch-objects.ts';
import { settle } from '../wait/fake-clock.ts';

const time = (second: number): string => `2026-11-26T07:00:${String(second).padStart(2, '0')}Z`;
const ended = (from: number, to: number): object => ({ terminated: { startedAt: time(from), finishedAt: time(to), exitCode: 1 } });
const pod = (uid: string, restartCount: number, state: object, lastState: object = {}, metadata: object = {}): Pod => ({
  metadata: { name: uid.replace(/\d+$/, ''), uid, ...metadata },
  status: { containerStatuses: [{ name: 'app', restartCount, state, lastState }] as NonNullable<NonNullable<Pod['status']>['containerStatuses']> },
});
const source = (first: Pod[], ...events: WatchEvent<Pod>[]): WatchSource<Pod> => ({
  list: (): Promise<KubeList<Pod>> => Promise.resolve({ metadata: { resourceVersion: '1' }, items: first }),
  watch: async function* (_: string, signal: AbortSignal): AsyncGenerator<WatchEvent<Pod>> {
    yield* events;
    await new Promise((_resolve, reject) => { signal.addEventListener('abort', () => { reject(signal.reason as Error); }); });
  },
});

async function recorded(first: Pod[], ...events: WatchEvent<Pod>[]): Promise<PodRecorder> {
  const recorder = new PodRecorder(source(first, ...events));
  await recorder.begun();
  await settle();
  return recorder;
}

describe('a record of pods', () => {
  it('has each life of a container, also of those that the status has forgotten', async () => {
    const recorder = await recorded(
      [pod('web1', 0, ended(1, 2))],
      { type: 'MODIFIED', object: pod('web1', 1, ended(3, 4), ended(1, 2)) },
      { type: 'MODIFIED', object: pod('web1', 1, { waiting: {} }, ended(3, 4)) },
      { type: 'MODIFIED', object: pod('web1', 2, { running: { startedAt: time(14) } }, ended(3, 4)) },
    );
    const [web] = recorder.seen();
    expect(web?.runs.map(({ number, startedAt, endedAt = Number.NaN }) => [number, startedAt / 1_000 % 60, endedAt / 1_000 % 60])).to.deep.equal([[0, 1, 2], [1, 3, 4], [2, 14, Number.NaN]]);
    await recorder.stop();
  });

  it('tells pods of one name apart, and keeps those that are gone', async () => {
    const owned = { ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web-abc', uid: 'r' }], labels: { 'pod-template-hash': 'abc' } };
    const recorder = await recorded(
      [pod('web1', 0, {})],
      { type: 'MODIFIED', object: pod('web1', 0, {}, {}, { deletionTimestamp: time(5) }) },
      { type: 'DELETED', object: pod('web1', 0, {}, {}, { deletionTimestamp: time(5) }) },
      { type: 'ADDED', object: pod('web2', 0, {}, {}, owned) },
    );
    expect(recorder.seen().map(({ uid, owner, leaves }) => ({ uid, owner, leaves }))).to.deep.equal([{ uid: 'web1', owner: 'Pod/web', leaves: true }, { uid: 'web2', owner: 'Deployment/web', leaves: false }]);
    await recorder.stop();
  });

  it('is not to be judged by when there are gaps', async () => {
    const recorder = new PodRecorder({ list: () => Promise.reject(new SyntaxError('no JSON')), watch: () => { throw new Error('not reached'); } });
    await recorder.begun().catch(() => undefined);
    expect(() => recorder.seen()).to.throw('no JSON');
  });
});
