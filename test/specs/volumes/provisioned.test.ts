import { expect } from 'chai';
import type { Given } from '../../../harness/lesson/given.ts';
import { fileOnNode, lacksProvisioner } from '../../../specs/volumes/provisioned.ts';
import { written } from './pods.ts';

describe('lacksProvisioner', () => {
  const claim = (spec: object) => written({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'cache' }, spec });
  const withClasses = (...annotations: object[]): Given => ({ list: async () => await Promise.resolve(annotations.map((each) => ({ metadata: { annotations: each } }))) }) as unknown as Given;
  const usual = { 'storageclass.kubernetes.io/is-default-class': 'true' };

  it('is so where a claim names no class and none is the default one', async () => {
    expect(await lacksProvisioner(withClasses({}, { 'storageclass.kubernetes.io/is-default-class': 'false' }), claim({}))).to.equal(true);
    expect(await lacksProvisioner(withClasses({}, usual), claim({}))).to.equal(false);
    expect(await lacksProvisioner(withClasses(), claim({ storageClassName: 'own' }))).to.equal(false);
  });
});

describe('fileOnNode', () => {
  const clusterOf = (onOwnCluster: boolean): Given => ({
    onOwnCluster,
    node: (name: string) => ({ run: async (command: string[]) => await Promise.resolve({ stdout: `${name} ${command.join(' ')}` === 'worker find /data/v -name kept' ? '/data/v/part/kept\n' : '' }) }),
  }) as unknown as Given;

  it('looks into the folder of the volume on that node, and into the part of it that a pod has mounted', async () => {
    expect(await fileOnNode(clusterOf(true), 'worker', { spec: { hostPath: { path: '/data/v' } } }, 'kept')?.()).to.equal(true);
    expect(await fileOnNode(clusterOf(true), 'worker', { spec: { local: { path: '/data/v' } } }, 'kept')?.()).to.equal(true);
    expect(await fileOnNode(clusterOf(true), 'other', { spec: { hostPath: { path: '/data/v' } } }, 'kept')?.()).to.equal(false);
  });

  it('cannot look where the cluster is not ours, or the data in no folder', () => {
    expect(fileOnNode(clusterOf(false), 'worker', { spec: { hostPath: { path: '/data/v' } } }, 'kept')).to.equal(undefined);
    expect(fileOnNode(clusterOf(true), 'worker', { spec: { csi: { driver: 'd', volumeHandle: 'h' } } }, 'kept')).to.equal(undefined);
    expect(fileOnNode(clusterOf(true), 'worker', undefined, 'kept')).to.equal(undefined);
  });
});
