import { expect } from 'chai';

import type { Event } from '../../harness/client/objects.ts';
import { podProblems } from '../../harness/wait/pod-problems.ts';
import { event, withContainer } from './sample-pods.ts';

describe('a container whose postStart hook fails', () => {
  const failed = (count: number, container = 'app'): Event => ({ ...event('FailedPostStartHook', 'PostStartHook failed'), involvedObject: { uid: 'u', fieldPath: `spec.containers{${container}}` }, count });
  const crashing = (restartCount: number) => withContainer({ waiting: { reason: 'CrashLoopBackOff' } }, { restartCount, lastState: { terminated: { exitCode: 137, reason: 'Error' } } });
  const first = (restarts: number, said: Event) => podProblems(crashing(restarts), [said])[0];

  it('is told with the hook, rather than as a program that ends again and again', () => {
    expect(first(1, failed(2))).to.include({ object: 'Deployment/web', field: 'spec.template.spec.containers[app].lifecycle.postStart', graceMs: 0 });
    expect(first(1, failed(2))?.observed.en).to.equal('kubelet has ended container app because its postStart hook failed, and started it again, 2 times so far');
  });

  it('may succeed at the next start when it has failed once', () => {
    expect(first(0, failed(1))).to.include({ graceMs: Infinity });
  });

  it('is not blamed for endings of another container, or for those that came after it', () => {
    expect(first(2, failed(3, 'helper'))?.field).to.equal('spec.template.spec.containers[app]');
    expect(first(6, failed(2))?.field).to.equal('spec.template.spec.containers[app]');
    expect(podProblems(withContainer({ running: {} }, { ready: true, restartCount: 1 }), [failed(2)])).to.deep.equal([]);
  });
});
