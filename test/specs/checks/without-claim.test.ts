import { expect } from 'chai';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { Manifests } from '../../../harness/manifests/manifests.ts';
import { withoutClaim } from '../../../specs/checks/without-claim.ts';

const workload = (kind: string, volumes: object[], more: object = {}): Manifest =>
  new Manifest({ apiVersion: 'apps/v1', kind, metadata: { name: 'db' }, spec: { ...more, template: { spec: { volumes } } } } as never, undefined, '');
const claim = new Manifest({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data' } }, undefined, '');
const schema = { name: 'schema', configMap: { name: 'schema' } };

describe('objects without their claims', () => {
  it('have an empty folder in place of each claim, and keep their other volumes', () => {
    const all = withoutClaim(new Manifests([claim, workload('Deployment', [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }, schema])]));
    expect(all.map(({ id }) => id)).to.deep.equal(['Deployment/db']);
    expect(all[0]?.get('spec.template.spec.volumes')).to.deep.equal([{ name: 'data', emptyDir: {} }, schema]);
  });

  it('have one in place of the claims that a StatefulSet makes', () => {
    const [set] = withoutClaim(new Manifests([workload('StatefulSet', [schema], { volumeClaimTemplates: [{ metadata: { name: 'data' } }] })]));
    expect(set?.get('spec.volumeClaimTemplates')).to.equal(undefined);
    expect(set?.get('spec.template.spec.volumes')).to.deep.equal([schema, { name: 'data', emptyDir: {} }]);
  });

  it('have one in place of a folder of the node, where that is asked for', () => {
    const onNode = workload('Deployment', [{ name: 'data', hostPath: { path: '/data' } }, { name: 'clock', hostPath: { path: '/etc/localtime' } }]);
    const [deployment] = withoutClaim(new Manifests([onNode]), ['data']);
    expect(deployment?.get('spec.template.spec.volumes')).to.deep.equal([{ name: 'data', emptyDir: {} }, { name: 'clock', hostPath: { path: '/etc/localtime' } }]);
  });
});
