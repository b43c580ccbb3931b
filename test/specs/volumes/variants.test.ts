import { join } from 'node:path';
import { expect } from 'chai';
import { loadLesson } from '../../../harness/manifests/load.ts';
import { checkout } from '../../../harness/process/checkout.ts';
import { ratherElsewhere } from '../../../specs/checks/other-node.ts';
import { ofWrongType, withRoom } from '../../../specs/volumes/variants.ts';
import { podOf } from './pods.ts';

describe('the pods that are controls', () => {
  const ours = (name: string) => {
    const found = loadLesson(join(checkout, 'manifests'), '03-volumes').find((each) => each.kind === 'Pod' && each.name === name);
    if (found === undefined) throw new Error(`no pod ${name}`);
    return found;
  };

  it('say of a file that it is a directory', () => {
    const pod = ofWrongType(ours('node-file'), '/node/machine-id');
    expect([pod?.name, pod?.get('spec.volumes[0].hostPath')]).to.deep.equal(['node-file-of-wrong-type', { path: '/etc/machine-id', type: 'Directory' }]);
  });

  it('say of its folder that it is a file', () => {
    const part = ours('node-file').with('spec.volumes[0].hostPath', { path: '/etc', type: 'Directory' }).with('spec.containers[0].volumeMounts[0].subPath', 'machine-id');
    expect(ofWrongType(part, '/node/machine-id')?.get('spec.volumes[0].hostPath')).to.deep.equal({ path: '/etc', type: 'File' });
  });

  it('have room for what they write', () => {
    const pod = withRoom(ours('too-much'), '/scratch');
    expect([pod?.name, pod?.get('spec.volumes[0]')]).to.deep.equal(['too-much-with-room', { name: 'small', emptyDir: { sizeLimit: '1Gi' } }]);
  });

  it('are none where nothing of the kind is mounted', () => {
    expect(ofWrongType(ours('reader'), '/config')).to.equal(undefined);
    expect(withRoom(ours('too-much').without('spec.containers[0].volumeMounts'), '/scratch')).to.equal(undefined);
  });

  it('would rather be elsewhere, beside what they ask for anyway', () => {
    const preferred = 'spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution';
    const own = { weight: 1, preference: { matchExpressions: [{ key: 'disk', operator: 'Exists' }] } };
    const pod = ratherElsewhere(podOf({}).with(preferred, [own]), 'node-a');
    expect(pod.get(preferred)).to.deep.equal([own, { weight: 100, preference: { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'NotIn', values: ['node-a'] }] } }]);
  });
});
