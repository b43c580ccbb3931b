import { expect } from 'chai';
import { isStarted, refusedAsRoot } from '../../../specs/security/not-started.ts';

const podWith = (state: object, lastState: object = {}): object => ({ status: { containerStatuses: [{ name: 'app', state, lastState }] } });
const waiting = (reason: string, message: string): object => ({ waiting: { reason, message } });

describe('a container that would be root', () => {
  it('is not started, for either of kubelet\'s reasons', () => {
    for (const message of ['container has runAsNonRoot and image will run as root (pod: "not-root", container: app)', 'container\'s runAsUser breaks non-root policy (pod: "not-root", container: app)']) {
      const pod = podWith(waiting('CreateContainerConfigError', message));
      expect([refusedAsRoot(pod, 'app'), isStarted(pod, 'app')]).to.deep.equal([message, false]);
    }
  });

  it('is told from one that waits for something else, and from one that runs', () => {
    expect(refusedAsRoot(podWith(waiting('CreateContainerConfigError', 'secret "door" not found')), 'app')).to.equal(undefined);
    expect(refusedAsRoot(podWith(waiting('ContainerCreating', '')), 'app')).to.equal(undefined);
    const running = podWith({ running: {} });
    expect([refusedAsRoot(running, 'app'), isStarted(running, 'app'), isStarted(running, 'other')]).to.deep.equal([undefined, true, false]);
    expect(isStarted(podWith(waiting('CrashLoopBackOff', ''), { terminated: { exitCode: 1 } }), 'app')).to.equal(true);
  });
});
