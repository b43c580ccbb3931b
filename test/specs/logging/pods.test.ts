import { expect } from 'chai';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { Manifests } from '../../../harness/manifests/manifests.ts';
import { isWithoutStepOne, twoFilesName } from '../../../specs/logging/pods.ts';
import { withoutShared } from '../../../specs/logging/without-shared.ts';

const pod = (name: string, spec: object): Manifest => new Manifest({ kind: 'Pod', metadata: { name }, spec } as object, undefined, '02-logging');
const printing = { containers: [{ name: 'count' }] };
const withSidecars = { containers: [{ name: 'count' }, { name: 'count-log-1' }, { name: 'count-log-2' }] };
const native = { containers: [{ name: 'count' }], initContainers: [{ name: 'count-log-1', restartPolicy: 'Always' }] };

describe('the pods of the two steps', () => {
  it('go by their own names', () => {
    const both = new Manifests([pod('counter', printing), pod('two-files-logging-counter', withSidecars)]);
    expect([twoFilesName(both), isWithoutStepOne(both)]).to.deep.equal(['two-files-logging-counter', false]);
  });

  it('may be one, called counter, with sidecars of either kind', () => {
    for (const spec of [withSidecars, native]) {
      const one = new Manifests([pod('counter', spec)]);
      expect([twoFilesName(one), isWithoutStepOne(one)]).to.deep.equal(['counter', true]);
    }
  });

  it('are both asked for where one is missing', () => {
    expect(twoFilesName(new Manifests([pod('counter', printing)]))).to.equal('two-files-logging-counter');
    expect(isWithoutStepOne(new Manifests([pod('two-files-logging-counter', withSidecars)]))).to.equal(false);
  });
});

describe('a sidecar without what it shares', () => {
  const mounts = (name: string): object[] => [{ name: 'logs', mountPath: '/var/log', subPath: 'app', readOnly: true }, { name: `${name}-config`, mountPath: '/config', subPath: 'x' }];

  it('has an empty volume in its place, and keeps its others', () => {
    const shared = pod('counter', { containers: [{ name: 'count', volumeMounts: mounts('count') }], initContainers: [{ name: 'tail', restartPolicy: 'Always', volumeMounts: mounts('tail') }], volumes: [{ name: 'logs' }] });
    const blind = withoutShared(shared, 'tail', 'count');
    expect(blind.get('spec.initContainers[tail].volumeMounts')).to.deep.equal([{ name: 'of-its-own', mountPath: '/var/log', readOnly: true }, { name: 'tail-config', mountPath: '/config', subPath: 'x' }]);
    expect(blind.get('spec.volumes')).to.deep.equal([{ name: 'logs' }, { name: 'of-its-own', emptyDir: {} }]);
    expect(blind.get('spec.containers')).to.deep.equal(shared.get('spec.containers'));
  });
});
