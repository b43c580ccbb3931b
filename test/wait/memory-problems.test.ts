import { expect } from 'chai';

import type { Event, Pod } from '../../harness/client/objects.ts';
import { podProblems } from '../../harness/wait/pod-problems.ts';
import { event, withContainer } from './sample-pods.ts';

describe('a limit of memory that keeps a pod from starting', () => {
  const find = (subject: Pod, events: Event[] = []): unknown[] => podProblems(subject, events).map(({ object, field, graceMs }) => ({ object, field, graceMs }));
  const at = (field: string, graceMs: number): unknown[] => [{ object: 'Deployment/web', field: `spec.template.spec.${field}`, graceMs }];
  const limited = (name: string, memory: string): object => ({ name, resources: { limits: { memory } } });
  const starting = { waiting: { reason: 'ContainerCreating' } };

  it('is named, be it that of a container or of the sandbox of its pod', () => {
    const memory = (name: string, limit: string): object => ({ name, resources: { limits: { memory: limit } } });
    const spec = { containers: [memory('app', '640m'), memory('helper', '64Mi')] };
    const message = 'runc create failed: container init was OOM-killed (memory limit too low?)';
    const field = at('containers[app].resources.limits.memory', 4_000);
    expect(find(withContainer({ waiting: { reason: 'RunContainerError', message } }, {}, spec))).to.deep.equal(field);
    expect(find(withContainer({ waiting: { reason: 'ContainerCreating' } }, {}, spec), [event('FailedCreatePodSandBox', message)])).to.deep.equal(field);
    const starved = withContainer({ waiting: { reason: 'CrashLoopBackOff' } }, { restartCount: 1, lastState: { terminated: { exitCode: 137, reason: 'OOMKilled' } } }, spec);
    expect(find(starved)).to.deep.equal(at('containers[app].resources.limits.memory', 0));
  });

  it('is known by what a cgroup of version 1 says, unless the node itself may be out of memory', () => {
    const full = event('FailedCreatePodSandBox', 'runc create failed: unable to apply cgroup configuration: mkdir /sys/fs/cgroup/memory/kubelet/kubepods/burstable/pod8d: cannot allocate memory');
    const ofTheNode = [{ object: 'Deployment/web', field: 'spec.template.spec', graceMs: 30_000 }];
    const busy = 'runc create failed: unable to set memory limit to 1 (current usage: 6651904, peak usage: 6782976)';
    expect(find(withContainer(starting, {}, { containers: [limited('app', '640m')] }), [full])).to.deep.equal(at('containers[app].resources.limits.memory', 4_000));
    expect(podProblems(withContainer(starting, {}, { containers: [limited('app', '640m')] }), [full])[0]?.observed).to.deep.equal({
      en: 'the pod cannot be started: its limit of 640m leaves no memory for that (cannot allocate memory)', ja: 'Pod を起動できません。制限の 640m では、起動するためのメモリーもありません(cannot allocate memory)',
    });
    expect(find(withContainer(starting, {}, { containers: [limited('app', '640Mi')] }), [full]), 'a limit that suffices').to.deep.equal(ofTheNode);
    expect(find(withContainer(starting, {}, { containers: [{ name: 'app' }] }), [full]), 'no limit at all').to.deep.equal(ofTheNode);
    expect(find(withContainer({ waiting: { reason: 'RunContainerError', message: busy } }, {}, { containers: [limited('app', '640m')] }))).to.deep.equal(at('containers[app].resources.limits.memory', 4_000));
  });

  it('is that of the whole pod where the container has none of its own', () => {
    const spec = { containers: [{ name: 'app' }], resources: { limits: { memory: '4M' } } };
    const message = 'runc create failed: container init was OOM-killed (memory limit too low?)';
    expect(find(withContainer({ waiting: { reason: 'RunContainerError', message } }, {}, spec))).to.deep.equal(at('resources.limits.memory', 4_000));
    expect(find(withContainer(starting, {}, spec), [event('FailedCreatePodSandBox', message)])).to.deep.equal(at('resources.limits.memory', 4_000));
  });
});
