import { expect } from 'chai';
import { lacksOwnUsers, ownUsersProblem } from '../../../specs/security/own-users.ts';

const event = (reason: string, message: string): never => ({ reason, message } as never);

describe('a node that cannot give a pod users of its own', () => {
  it('says so in an event', () => {
    const message = 'Failed to create pod sandbox: user namespaces is not supported by the runtime';
    expect(ownUsersProblem([event('Scheduled', 'assigned'), event('FailedCreatePodSandBox', message)])).to.equal(message);
    expect(ownUsersProblem([event('Failed', 'failed to set up mount for "/": failed to set MOUNT_ATTR_IDMAP on /: invalid argument (maybe the filesystem used doesn\'t support idmap mounts)')])).to.match(/^failed to set up/);
  });

  it('says so of its runtime, or leaves it to be tried', () => {
    const node = (features: object) => ({ status: { runtimeHandlers: [{ name: 'other', features: { userNamespaces: true } }, { name: '', features }] } });
    expect([lacksOwnUsers(node({ userNamespaces: false })), lacksOwnUsers(node({})), lacksOwnUsers(node({ userNamespaces: true })), lacksOwnUsers({})]).to.deep.equal([true, true, false, false]);
  });

  it('is not meant by other trouble', () => {
    expect(ownUsersProblem([event('FailedCreatePodSandBox', 'failed to set up the network of the pod'), event('Pulled', 'idmap')])).to.equal(undefined);
  });
});
