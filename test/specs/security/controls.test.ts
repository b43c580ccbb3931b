import { join } from 'node:path';
import { expect } from 'chai';
import { loadLesson } from '../../../harness/manifests/load.ts';
import { checkout } from '../../../harness/process/checkout.ts';
import { escalating, plainPod, withNone, withoutGroup, withUser } from '../../../specs/security/controls.ts';

describe('the pods with which those of the lesson are compared', () => {
  const ours = (name: string) => {
    const found = loadLesson(join(checkout, 'manifests'), '18-security-context').find((each) => each.kind === 'Pod' && each.name === name);
    if (found === undefined) throw new Error(`no pod ${name}`);
    return found;
  };

  it('lack what that one shows, and nothing else', () => {
    const context = 'spec.containers[0].securityContext';
    expect(withUser(ours('not-root')).get(context)).to.deep.equal({ runAsNonRoot: true, runAsUser: 1000 });
    expect(withoutGroup(ours('shared-files')).get('spec.securityContext')).to.deep.equal({ runAsUser: 1000, runAsGroup: 1000 });
    expect(withoutGroup(ours('shared-files').with('spec.securityContext.runAsGroup', 3000)).get('spec.securityContext')).to.deep.equal({ runAsUser: 1000, runAsGroup: 3000 });
    expect(withoutGroup(ours('shared-files').without('spec.securityContext.runAsUser').with('spec.containers[app].securityContext.runAsUser', 7)).get('spec')).to.deep.include({ securityContext: { runAsUser: 1000, runAsGroup: 1000 } });
    expect(withNone(ours('capabilities')).get(context)).to.deep.equal({ capabilities: { drop: ['ALL'] } });
    expect(escalating(ours('setuid')).get(context)).to.deep.equal({ runAsUser: 1000 });
    expect(escalating(ours('setuid')).get('spec.initContainers')).to.deep.equal(ours('setuid').get('spec.initContainers'));
  });

  it('stay, whatever the programs of the pod would do without what the copy lacks', () => {
    const pod = ours('shared-files').with('spec.initContainers', [{ name: 'check', image: 'busybox:1.37', command: ['cat', '/door/code'] }]).with('spec.containers[app].command', ['sh', '/start.sh']).with('spec.containers[app].readinessProbe', { exec: { command: ['cat', '/door/code'] } });
    for (const copy of [withoutGroup(pod), withUser(pod), withNone(pod)]) {
      expect(copy.get('spec')).to.include({ terminationGracePeriodSeconds: 1 }).and.not.to.have.property('initContainers');
      const [only, ...others] = copy.get<object[]>('spec.containers') ?? [];
      expect(only).to.deep.include({ name: 'app', command: ['sleep', '86400'] }).and.not.to.have.any.keys('args', 'readinessProbe');
      expect(others).to.deep.equal([]);
    }
  });

  it('say nothing where there is nothing to be compared but that', () => {
    expect(JSON.stringify(plainPod('plain'))).not.to.match(/securityContext|hostUsers/);
  });
});
