import { join } from 'node:path';
import { expect } from 'chai';
import type { Pod as PodObject } from '../../../harness/client/objects.ts';
import type { Pod } from '../../../harness/lesson/given.ts';
import { loadLesson } from '../../../harness/manifests/load.ts';
import type { Manifest } from '../../../harness/manifests/manifest.ts';
import { checkout } from '../../../harness/process/checkout.ts';
import type { ContainerRun } from '../../../harness/rollout/container-runs.ts';
import { grow, hasEnded, pausesBetween, probedContainer, repeatsSuccess, restartedMost, restartedWithin, restartsOf, sidecarsEndWithin } from '../../../specs/pods/restarts.ts';

function ours(name: string): Manifest {
  const pod = loadLesson(join(checkout, 'manifests'), '01-pods').find(({ id }) => id === `Pod/${name}`);
  if (pod === undefined) throw new Error(`the lesson has no pod ${name}`);
  return pod;
}
const life = (number: number, startedAt: number, endedAt?: number, container = 'app'): ContainerRun => ({ container, number, startedAt: startedAt * 1_000, ...(endedAt === undefined ? {} : { endedAt: endedAt * 1_000 }) });
const pod = (status: object): PodObject => ({ status: status });

describe('restarts of containers', () => {
  it('are counted of one container, or of the one that has the most', () => {
    const both = pod({ containerStatuses: [{ name: 'app', restartCount: 2 }], initContainerStatuses: [{ name: 'helper', restartCount: 3 }] });
    expect([restartsOf(both), restartsOf(both, 'app'), restartsOf(both, 'other'), restartsOf({})]).to.deep.equal([3, 2, 0, 0]);
  });

  it('are over when the pod has ended, well or not', () => {
    expect(['Running', 'Succeeded', 'Failed'].map((phase) => hasEnded(pod({ phase })))).to.deep.equal([false, true, true]);
  });

  it('repeat a success when the life before had ended with exit code 0', () => {
    const after = (exitCode: number): boolean => repeatsSuccess(pod({ containerStatuses: [{ name: 'app', lastState: { terminated: { exitCode } } }] }));
    expect([after(0), after(1), repeatsSuccess({})]).to.deep.equal([true, false, false]);
  });

  it('are those of the container that was started most often, also when the record lags behind the pod', () => {
    const now = { object: pod({ containerStatuses: [{ name: 'app', restartCount: 1, state: { running: { startedAt: new Date(5_000).toISOString() } } }] }) } as unknown as Pod;
    const lives = restartedMost([life(0, 1, undefined, 'idle'), life(0, 1, 2)], now);
    expect(lives.map(({ container, number, startedAt }) => `${container} ${number} ${startedAt}`)).to.deep.equal(['app 0 1000', 'app 1 5000']);
  });

  it('come after pauses, of which each must be longer than the one before', () => {
    expect(pausesBetween([life(0, 1, 2), life(1, 2, 3), life(2, 13)])).to.deep.equal([0, 10]);
    expect(pausesBetween([life(0, 1), life(1, 3, 4), life(2, 15)]), 'an end that nobody saw').to.deep.equal([2, 11]);
    expect(pausesBetween([life(0, 1, 2), life(2, 15)]), 'a life that nobody saw').to.deep.equal([]);
    expect(grow([0, 10])).to.equal(true);
    expect(grow([0, 10, 20])).to.equal(true);
    expect(grow([10, 10]), 'equal ones').to.equal(false);
    expect(grow([0, 10, 5]), 'a shorter one').to.equal(false);
    expect(grow([10]), 'one alone').to.equal(false);
  });
});

describe('what a pod is asked by its liveness probe', () => {
  const container = 'spec.containers[0]';

  it('is found whichever of the containers has the probe', () => {
    const checked = ours('checked');
    expect(probedContainer(checked)).to.deep.equal({ path: container, name: 'checked' });
    expect(probedContainer(checked.with('spec.containers', [{ name: 'clock' }, checked.get(container)]))?.name).to.equal('checked');
    expect(probedContainer(checked.without(`${container}.livenessProbe`))).to.equal(undefined);
  });

  it('says in what time it is restarted: by its own numbers, else by the defaults', () => {
    const checked = ours('checked');
    expect(restartedWithin(checked, container)).to.equal(((1 + 5) * 2 + 30 + 15) * 1_000);
    expect(restartedWithin(checked.with(`${container}.livenessProbe`, { exec: {} }).without('spec.terminationGracePeriodSeconds'), container)).to.equal(((10 + 1) * 3 + 30 + 15) * 1_000);
    expect(restartedWithin(checked.with(`${container}.livenessProbe.terminationGracePeriodSeconds`, 3), container)).to.equal(((1 + 5) * 2 + 3 + 15) * 1_000);
    expect(restartedWithin(checked.with(`${container}.livenessProbe.initialDelaySeconds`, 90), container)).to.equal((90 + (1 + 5) * 2 + 30 + 15) * 1_000);
  });

  it('leaves the sidecars their grace', () => {
    expect(sidecarsEndWithin(ours('prepared'))).to.equal(16_000);
    expect(sidecarsEndWithin(ours('prepared').without('spec.terminationGracePeriodSeconds'))).to.equal(45_000);
  });
});
