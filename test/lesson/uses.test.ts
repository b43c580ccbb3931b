import { expect } from 'chai';

import { usesOf, type UsingLesson } from '../../harness/lesson/uses.ts';
import type { KubeObject } from '../../harness/client/objects.ts';
import { Manifest } from '../../harness/manifests/manifest.ts';

const manifest = (object: KubeObject & { spec?: object }): Manifest => new Manifest({ metadata: { name: 'x' }, ...object }, undefined, 'l');

describe('what a lesson will ask of the API server', () => {
  const lesson = (more: Partial<UsingLesson> = {}): string[] =>
    usesOf({ namespace: 'l-r1', manifests: [], clusterWide: [], effects: [], kubernetes: 'v1.37.2', ...more }).map(({ verb, kind, subresource }) => `${verb} ${kind}${subresource === undefined ? '' : `/${subresource}`}`);

  it('begins with its namespace, and has what is looked at and cleaned up in any case', () => {
    const asked = lesson();
    expect(asked[0]).to.equal('create Namespace');
    expect(asked).to.include.members(['delete Namespace', 'list StorageClass', 'patch ServiceAccount', 'watch Pod', 'watch Event', 'watch PersistentVolume', 'deletecollection Deployment', 'deletecollection CronJob', 'deletecollection PersistentVolumeClaim']);
    expect(asked, 'nothing is applied').to.not.include('create Deployment').and.not.include('create Pod');
  });

  it('has each kind that it brings, and what its controller makes', () => {
    const asked = lesson({ manifests: [manifest({ apiVersion: 'apps/v1', kind: 'Deployment' }), manifest({ apiVersion: 'v1', kind: 'Service' }), manifest({ apiVersion: 'example.com/v1', kind: 'Widget' })] });
    expect(asked).to.include.members(['create Deployment', 'patch Deployment', 'watch ReplicaSet', 'create Service', 'watch EndpointSlice', 'create Widget', 'patch Widget']);
    expect(asked).to.not.include('create Secret').and.not.include('watch StatefulSet');
    expect(asked, 'its namespace takes it along').to.not.include('delete Deployment');
    expect(new Set(asked).size, 'each once').to.equal(asked.length);
  });

  it('has the objects of the whole cluster that are deleted one by one', () => {
    expect(lesson({ manifests: [manifest({ apiVersion: 'v1', kind: 'PersistentVolume' })], clusterWide: ['PriorityClass'] })).to.include.members(['create PersistentVolume', 'delete PersistentVolume', 'create PriorityClass', 'delete PriorityClass']);
  });

  it('does not make a Namespace that a folder brings, and puts its labels on its own', () => {
    const asked = lesson({ manifests: [manifest({ apiVersion: 'v1', kind: 'Namespace' })], effects: ['changes'] });
    expect(asked).to.include('patch Namespace');
    expect(asked.filter((each) => each === 'create Namespace')).to.have.lengthOf(1);
  });

  it('has what removes data from nodes only where a volume keeps some there', () => {
    const onNode = manifest({ apiVersion: 'v1', kind: 'PersistentVolume', spec: { hostPath: { path: '/data' } } });
    expect(lesson({ manifests: [onNode] })).to.include.members(['create Pod', 'list Node', 'patch Namespace', 'deletecollection ResourceQuota']);
    expect(lesson({ manifests: [manifest({ apiVersion: 'v1', kind: 'PersistentVolume', spec: { nfs: {} } })] })).to.not.include('list Node');
  });

  it('has what its tests do, and no more', () => {
    const deployment = manifest({ apiVersion: 'apps/v1', kind: 'Deployment' });
    const withEffect = (effect: UsingLesson['effects'][number]): string[] => lesson({ manifests: [deployment], effects: [effect] });
    expect(withEffect('reads')).to.include.members(['get Pod/log', 'get Pod/exec', 'create Pod/exec']).and.not.include('get Pod/portforward');
    expect(withEffect('visits')).to.include.members(['get Pod/log', 'get Pod/portforward', 'create Pod']).and.not.include('create Pod/eviction');
    expect(withEffect('disturbs')).to.include.members(['create Pod/eviction', 'patch Deployment/scale']).and.not.include('delete Deployment');
    expect(withEffect('changes')).to.include.members(['create Pod/eviction', 'delete Deployment']);
  });

  it('has what it takes to ask in the name of somebody else, where its spec does', () => {
    const all = lesson({ effects: ['changes'] });
    expect(all).to.not.include('create ServiceAccount/token').and.not.include('impersonate User').and.not.include('approve Signer');
    expect(lesson({ credentials: ['tokens'] })).to.include('create ServiceAccount/token').and.not.include('create CertificateSigningRequest');
    expect(lesson({ credentials: ['certificates'] })).to.include.members(['create CertificateSigningRequest', 'watch CertificateSigningRequest', 'update CertificateSigningRequest/approval', 'approve Signer', 'delete CertificateSigningRequest']);
    expect(lesson({ credentials: ['impersonation'] })).to.include.members(['impersonate User', 'impersonate Group']);
  });

  it('does not ask an older server for what only newer ones want', () => {
    expect(lesson({ effects: ['visits'], kubernetes: 'v1.34.1' })).to.include('get Pod/exec').and.not.include('create Pod/exec').and.not.include('create Pod/portforward');
  });
});
