import { join } from 'node:path';
import { expect } from 'chai';
import { loadLesson } from '../../../harness/manifests/load.ts';
import type { Manifest } from '../../../harness/manifests/manifest.ts';
import { checkout } from '../../../harness/process/checkout.ts';
import { complains, fieldOf, idleElsewhere, isOnAClaim, keeperOf, lostBy, startsIn } from '../../../specs/restarts/diary.ts';

function ours(): Manifest {
  const [pod] = loadLesson(join(checkout, 'manifests'), '08-restarts');
  if (pod === undefined) throw new Error('the lesson has no pod');
  return pod;
}
const sidecar = { name: 'clock', image: 'busybox:1.37', command: ['sleep', '1d'] };

describe('the diary', () => {
  it('is kept by the container that has a volume where it is written, wherever that stands', () => {
    const keeper = ours().get<object>('spec.containers[diary]');
    expect(keeperOf(ours())).to.equal('diary');
    expect(keeperOf(ours().with('spec.containers', [sidecar, keeper]))).to.equal('diary');
    const native = ours().with('spec.containers', [sidecar]).with('spec.initContainers', [{ ...keeper, restartPolicy: 'Always' }]);
    expect(keeperOf(native)).to.equal('diary');
    expect(keeperOf(ours().without('spec.containers[diary].volumeMounts').with('spec.containers[]', sidecar)), 'without a volume').to.equal('diary');
  });

  it('blames the volume of the place, or the mounts where there is none', () => {
    const onTheDisk = ours().without('spec.volumes[memory].emptyDir.medium');
    expect([fieldOf(ours(), 'disk'), fieldOf(onTheDisk, 'memory')]).to.deep.equal(['spec.volumes[disk]', 'spec.volumes[memory].emptyDir.medium']);
    expect(fieldOf(ours().without('spec.containers[diary].volumeMounts'), 'disk')).to.equal('spec.containers[0].volumeMounts');
  });

  it('blames the program that does not write to the memory which it has', () => {
    const elsewhere = ours().with('spec.containers[diary].volumeMounts', [{ name: 'disk', mountPath: '/diary' }, { name: 'memory', mountPath: '/run/diary' }]);
    expect(fieldOf(elsewhere, 'memory')).to.equal('spec.containers[0].args');
    expect(fieldOf(ours(), 'memory'), 'what it says of memory that is right').to.equal('spec.containers[0].args');
    const swapped = ours().with('spec.containers[diary].volumeMounts', [{ name: 'memory', mountPath: '/diary/disk' }, { name: 'disk', mountPath: '/diary/memory' }]);
    expect(fieldOf(swapped, 'memory'), 'but to the wrong one').to.equal('spec.volumes[disk].emptyDir.medium');
  });

  it('may be emptied by a container before it, which is to blame then', () => {
    expect(lostBy(ours(), 'disk')).to.equal('spec.volumes[disk]');
    const emptied = ours().with('spec.initContainers', [{ name: 'prepare', command: ['sh', '-c', ': > /cache/starts'], volumeMounts: [{ name: 'disk', mountPath: '/cache' }] }]);
    expect(lostBy(emptied, 'disk')).to.equal('spec.initContainers[0].command');
    expect(lostBy(emptied, 'memory'), 'which it does not have').to.equal('spec.containers[0].args');
  });

  it('may lie on a claim, which outlives its pod', () => {
    expect(isOnAClaim(ours(), 'disk')).to.equal(false);
    expect(isOnAClaim(ours().with('spec.volumes[disk]', { name: 'disk', persistentVolumeClaim: { claimName: 'diary' } }), 'disk')).to.equal(true);
    expect(isOnAClaim(ours().with('spec.volumes[disk]', { name: 'disk', ephemeral: { volumeClaimTemplate: {} } }), 'disk'), 'a claim of the pod itself').to.equal(false);
  });

  it('says what it has counted in its latest start, whatever else it says', () => {
    expect(startsIn(['hello', 'disk: 2', 'the memory: all gone', 'memory: 1'])).to.deep.equal({ disk: 2, memory: 1 });
    expect(startsIn(['disk: 2, memory: 1'])).to.deep.equal({ disk: 2, memory: 1 });
    expect(startsIn(['disk: 1, memory: 1', 'disk: 12, memory: 1'])).to.deep.equal({ disk: 12, memory: 1 });
    expect(startsIn(['disk: 2'])).to.equal(undefined);
    expect(['memory: ', 'disk: , memory: 1', "sh: can't create /diary/disk/starts: nonexistent directory", 'disk: 1'].map(complains)).to.deep.equal([true, true, true, false]);
  });

  it('goes elsewhere as another pod only where nothing but chance keeps it', () => {
    const { affinity, containers, nodeSelector } = idleElsewhere(ours().with('spec.affinity.podAffinity', { requiredDuringSchedulingIgnoredDuringExecution: [] }), 'node-a').get<Record<string, unknown>>('spec') ?? {};
    expect(nodeSelector).to.deep.equal({ role: 'back' });
    expect(containers).to.deep.equal([{ name: 'waits', image: 'busybox:1.37', imagePullPolicy: 'IfNotPresent', command: ['sleep', '3600'] }]);
    expect(affinity).to.deep.equal({
      podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [] },
      nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, preference: { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'NotIn', values: ['node-a'] }] } }] },
    });
  });
});
