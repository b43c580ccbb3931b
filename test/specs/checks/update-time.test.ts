import { expect } from 'chai';
import { leastUpdateTime, requireInTime } from '../../../specs/checks/update-time.ts';
import { app, failing, given, type Change } from './fixtures/lesson-05.ts';

describe('the least time of an update', () => {
  const container = 'spec.template.spec.containers[app]';
  const time = (change: Change) => leastUpdateTime(change(given().manifest('Deployment', 'koa-sample-ap')));
  const check = (change: Change) => failing((lesson) => { requireInTime(lesson, lesson.manifest('Deployment', 'koa-sample-ap')); }, app, change);

  it('is nothing where no setting makes a new pod wait', () => {
    expect(time((manifest) => manifest)).to.include({ ms: 0 });
  });

  it('is what a pod waits until it counts, as many times as the strategy makes of it', () => {
    const waiting: Change = (manifest) => manifest.with('spec.minReadySeconds', 3).with(`${container}.readinessProbe.initialDelaySeconds`, 5).with('spec.replicas', 4);
    const rolling = (maxUnavailable: number | string, maxSurge: number | string) => time((manifest) => waiting(manifest).with('spec.strategy', { rollingUpdate: { maxUnavailable, maxSurge } }));
    expect(rolling(0, 1)).to.deep.equal({ ms: 32_000, podMs: 8_000, steps: 4, field: 'spec.template.spec.containers[0].readinessProbe.initialDelaySeconds' });
    expect(rolling('25%', '25%')).to.include({ ms: 16_000, steps: 2 });
    expect(time((manifest) => waiting(manifest).with('spec.strategy', { type: 'Recreate' }))).to.include({ ms: 8_000, steps: 1 });
  });

  it('is told with the field that takes most of it when the lesson cannot watch that long', () => {
    expect(check((manifest) => manifest.with('spec.minReadySeconds', 3))).to.equal(undefined);
    const failure = check((manifest) => manifest.with('spec.minReadySeconds', 120).with('spec.strategy', { rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } }));
    expect(failure).to.include({ object: app, field: 'spec.minReadySeconds', observed: 'at least 240 s: 2 × 120 s until new pods count' });
    expect(failure?.hint).to.include('within 22 s');
    const slow = (field: string, value: number) => check((manifest) => manifest.with(`${container}.${field}`, value).with('spec.replicas', 1))?.field;
    expect(slow('readinessProbe.initialDelaySeconds', 60)).to.equal(`${container}.readinessProbe.initialDelaySeconds`);
    expect(slow('readinessProbe.successThreshold', 90)).to.equal(`${container}.readinessProbe.successThreshold`);
    expect(slow('startupProbe', 0), 'no probe at all').to.equal(undefined);
  });
});
