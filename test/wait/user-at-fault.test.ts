import { expect } from 'chai';
import { Manifest } from '../../harness/manifests/manifest.ts';
import { otherUserThanRoot, userAtFault } from '../../harness/wait/user-at-fault.ts';

describe('the user who may not do what a program has tried', () => {
  const fault = (said: string, ofPod?: number, ofContainer?: number): string | undefined => {
    const container = { name: 'app', ...(ofContainer === undefined ? {} : { securityContext: { runAsUser: ofContainer } }) };
    return userAtFault(new Manifest({ kind: 'Pod', metadata: { name: 'p' }, spec: { containers: [container], ...(ofPod === undefined ? {} : { securityContext: { runAsUser: ofPod } }) } } as object, undefined, '03-x'), 'spec.containers[app]', said);
  };
  const denied = "cat: can't open '/door/code': Permission denied";

  it('is that of the container, or else of the pod', () => {
    expect(fault(denied, 10_001)).to.equal('spec.securityContext.runAsUser');
    expect(fault(denied, 10_001, 1_000)).to.equal('spec.containers[app].securityContext.runAsUser');
  });

  it('may be asked for whatever a program says', () => {
    const pod = new Manifest({ kind: 'Pod', metadata: { name: 'p' }, spec: { initContainers: [{ name: 'install' }], securityContext: { runAsUser: 1_000 } } } as object, undefined, '18-x');
    expect(otherUserThanRoot(pod, 'spec.initContainers[install]')).to.equal('spec.securityContext.runAsUser');
  });

  it('is nobody where it is root, the image says who it is, or it is no matter of rights', () => {
    expect(fault(denied, 0)).to.equal(undefined);
    expect(fault(denied, 10_001, 0)).to.equal(undefined);
    expect(fault(denied)).to.equal(undefined);
    expect(fault('No such file or directory', 10_001)).to.equal(undefined);
  });
});
