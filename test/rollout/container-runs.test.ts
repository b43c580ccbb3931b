import { expect } from 'chai';
import type { Pod } from '../../harness/client/objects.ts';
import { containerRuns } from '../../harness/rollout/container-runs.ts';

const time = (second: number): string => `2026-11-26T07:00:${String(second).padStart(2, '0')}Z`;
const at = (second: number): number => Date.parse(time(second));
const terminated = (from: number, to: number, exitCode: number): object => ({ terminated: { startedAt: time(from), finishedAt: time(to), exitCode } });
const pod = (status: object): Pod => ({ status: status });
const one = (restartCount: number, state: object, lastState: object = {}): Pod => pod({ containerStatuses: [{ name: 'app', restartCount, state, lastState }] });

describe('the lives of containers that a status tells of', () => {
  it('are none before the first has begun', () => {
    expect(containerRuns({})).to.deep.equal([]);
    expect(containerRuns(one(0, { waiting: { reason: 'ContainerCreating' } }))).to.deep.equal([]);
  });

  it('have no end while the container runs', () => {
    expect(containerRuns(one(0, { running: { startedAt: time(1) } }))).to.deep.equal([{ container: 'app', number: 0, startedAt: at(1) }]);
  });

  it('are the present one and the one before', () => {
    expect(containerRuns(one(2, { running: { startedAt: time(20) } }, terminated(8, 9, 1)))).to.deep.equal([
      { container: 'app', number: 1, startedAt: at(8), endedAt: at(9), exitCode: 1 },
      { container: 'app', number: 2, startedAt: at(20) },
    ]);
  });

  it('count on only when the next one begins', () => {
    expect(containerRuns(one(1, { waiting: { reason: 'CrashLoopBackOff' } }, terminated(8, 9, 1)))).to.deep.equal([{ container: 'app', number: 1, startedAt: at(8), endedAt: at(9), exitCode: 1 }]);
  });

  it('have no length where the container could not be started', () => {
    const failed = { terminated: { startedAt: '1970-01-01T00:00:00Z', finishedAt: time(4), exitCode: 128, reason: 'StartError', message: 'no such file' } };
    expect(containerRuns(one(0, failed))).to.deep.equal([{ container: 'app', number: 0, startedAt: at(4), endedAt: at(4), exitCode: 128, notStarted: 'no such file' }]);
  });

  it('are none that the kubelet has lost sight of', () => {
    const lost = { terminated: { exitCode: 137, reason: 'ContainerStatusUnknown', startedAt: null, finishedAt: null } };
    expect(containerRuns(pod({ containerStatuses: [{ name: 'app', restartCount: 1, state: lost, lastState: terminated(1, 2, 0) }] }))).to.have.lengthOf(1);
  });

  it('are those of init containers too', () => {
    const prepared = pod({ initContainerStatuses: [{ name: 'first', restartCount: 0, state: terminated(1, 2, 0) }], containerStatuses: [{ name: 'app', restartCount: 0, state: { running: { startedAt: time(3) } } }] });
    expect(containerRuns(prepared).map(({ container, endedAt }) => [container, endedAt])).to.deep.equal([['first', at(2)], ['app', undefined]]);
  });
});
