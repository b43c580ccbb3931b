import { expect } from 'chai';

import { perRunKinds } from '../../../harness/client/kinds.ts';
import type { KubeObject } from '../../../harness/client/objects.ts';
import { isolate } from '../../../harness/manifests/isolation/isolate.ts';
import type { Isolation } from '../../../harness/manifests/isolation/isolation.ts';
import { hostName } from '../../../harness/manifests/isolation/names.ts';

const place: Isolation = { namespace: '04-mysql-rabc', storageClasses: ['standard'], hasDefaultClass: true };
const object = (kind: string, spec: object): KubeObject & { spec: object } => ({ apiVersion: 'v1', kind, metadata: { name: 'x', namespace: 'default' }, spec });
const specOf = (kind: string, spec: object, where = place): Record<string, unknown> => (isolate(object(kind, spec), where) as unknown as { spec: Record<string, unknown> }).spec;

describe('isolation', () => {
  it('gives accounts no token where pods have none', () => {
    const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'agent' } };
    expect(isolate(account, { ...place, withoutTokens: true })).to.include({ automountServiceAccountToken: false });
    expect(isolate(account, place)).not.to.have.property('automountServiceAccountToken');
    expect(isolate({ ...account, automountServiceAccountToken: true }, { ...place, withoutTokens: true })).to.include({ automountServiceAccountToken: false });
  });

  it('gives pods that ask for a token themselves none either', () => {
    const deployment = object('Deployment', { template: { spec: { automountServiceAccountToken: true } } });
    const podOf = (where: Isolation): unknown => (isolate(deployment, where) as unknown as { spec: { template: { spec: unknown } } }).spec.template.spec;
    expect(podOf({ ...place, withoutTokens: true })).to.deep.include({ automountServiceAccountToken: false });
    expect(podOf(place)).to.deep.include({ automountServiceAccountToken: true });
    expect(specOf('Pod', {}, { ...place, withoutTokens: true }), 'its account says so').not.to.have.property('automountServiceAccountToken');
  });

  it('takes the tokens for the API server out of volumes and Secrets, and leaves all else in its place', () => {
    const token = (audience?: string): object => ({ serviceAccountToken: { path: 'token', ...(audience === undefined ? {} : { audience }) } });
    const pod = { volumes: [{ name: 'v', projected: { sources: [token(), { configMap: { name: 'ca' } }, token('vault'), token('https://kubernetes.default.svc.cluster.local')] } }] };
    expect(specOf('Pod', pod, { ...place, withoutTokens: true })).to.deep.equal({ volumes: [{ name: 'v', projected: { sources: [{ downwardAPI: {} }, { configMap: { name: 'ca' } }, token('vault'), { downwardAPI: {} }] } }] });
    expect(specOf('Pod', pod, { ...place, withoutTokens: 'all' })).to.have.nested.property('volumes[0].projected.sources[2]').that.deep.equals({ downwardAPI: {} });
    expect(specOf('Pod', pod)).to.deep.equal(pod);
    const secret = (type: string, where: Isolation): unknown => (isolate({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' }, type } as KubeObject, where) as unknown as { type: string }).type;
    expect(secret('kubernetes.io/service-account-token', { ...place, withoutTokens: true })).to.equal('Opaque');
    expect(secret('kubernetes.io/service-account-token', place)).to.equal('kubernetes.io/service-account-token');
    expect(secret('kubernetes.io/tls', { ...place, withoutTokens: true })).to.equal('kubernetes.io/tls');
  });

  it('makes a folder of the node that must be there one that is made when it is needed', () => {
    const nodeAffinity = { required: { nodeSelectorTerms: [] } };
    const spec = (more: object): unknown => specOf('PersistentVolume', { storageClassName: 'x', local: { path: '/data/a' }, ...more });
    const folder = '/var/lib/cndjp2-e2e/04-mysql-rabc/data%2Fa';
    expect(spec({ nodeAffinity })).to.deep.equal({ storageClassName: 'x-04-mysql-rabc', hostPath: { path: folder, type: 'DirectoryOrCreate' }, nodeAffinity });
    expect(spec({}), 'which the API server refuses').to.deep.equal({ storageClassName: 'x-04-mysql-rabc', local: { path: folder } });
    expect(spec({ nodeAffinity, hostPath: { path: '/b' } }), 'which it refuses as well').to.have.nested.property('local.path', folder);
  });

  it('puts everything into the namespace of the place and leaves names in it as they are', () => {
    const isolated = isolate(object('Deployment', {}), place);
    expect(isolated.metadata).to.deep.equal({ name: 'x', namespace: '04-mysql-rabc' });
  });

  it('lets an ExternalName of a Service of the lesson lead to ours, whatever lies in the namespace that it names', () => {
    const brings: Isolation = { ...place, brings: new Set(['Service/kubernetes']) };
    const named = (externalName: string): unknown => specOf('Service', { type: 'ExternalName', externalName }, brings)['externalName'];
    expect(['kubernetes.default.svc.cluster.local', 'kubernetes.default', 'other.default.svc.cluster.local'].map(named)).to.deep.equal(['kubernetes.04-mysql-rabc.svc.cluster.local', 'kubernetes.04-mysql-rabc', 'other.default.svc.cluster.local']);
  });

  it('gives a volume its own name, folder and class, and no namespace', () => {
    const volume = isolate(object('PersistentVolume', { storageClassName: 'manual', hostPath: { path: '/data/mysql', type: 'Directory' }, claimRef: { name: 'c', namespace: 'default' } }), place);
    expect(volume).to.deep.equal({
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: 'x-04-mysql-rabc' },
      spec: {
        storageClassName: 'manual-04-mysql-rabc',
        hostPath: { path: '/var/lib/cndjp2-e2e/04-mysql-rabc/data%2Fmysql', type: 'DirectoryOrCreate' },
        claimRef: { name: 'c', namespace: '04-mysql-rabc' },
      },
    });
  });

  it('makes a claim follow its volume', () => {
    expect(specOf('PersistentVolumeClaim', { storageClassName: 'manual', volumeName: 'pv' })).to.deep.equal({ storageClassName: 'manual-04-mysql-rabc', volumeName: 'pv-04-mysql-rabc' });
  });

  it('lets "no class" bind only to a volume without class of the same place', () => {
    expect(specOf('PersistentVolumeClaim', { storageClassName: '' })['storageClassName']).to.equal('none-04-mysql-rabc');
    expect(specOf('PersistentVolume', {})['storageClassName']).to.equal('none-04-mysql-rabc');
    expect(specOf('PersistentVolume', { storageClassName: '' })['storageClassName']).to.equal('none-04-mysql-rabc');
  });

  it('leaves a claim without a class as it is where the cluster has a default class, so that it shows', () => {
    expect(specOf('PersistentVolumeClaim', {})).to.deep.equal({});
    expect(specOf('PersistentVolumeClaim', {}, { ...place, hasDefaultClass: false })['storageClassName']).to.equal('none-04-mysql-rabc');
  });

  it('keeps the classes that the cluster has', () => {
    expect(specOf('PersistentVolumeClaim', { storageClassName: 'standard' })['storageClassName']).to.equal('standard');
  });

  it('gives each place hosts of its own', () => {
    const ingress = specOf('Ingress', { rules: [{ host: '*.k8s' }, { host: 'api.k8s' }], tls: [{ hosts: ['a.b.k8s'] }] });
    expect(ingress).to.deep.equal({ rules: [{ host: '*.04-mysql-rabc.k8s' }, { host: 'api.04-mysql-rabc.k8s' }], tls: [{ hosts: ['a.b.04-mysql-rabc.k8s'] }] });
    expect(hostName('api.example', place)).to.equal('api.04-mysql-rabc.example');
    expect(hostName('k8s', place)).to.equal('04-mysql-rabc.k8s');
  });

  it('lets a rule without a host answer for every name of its own place, and for none of another', () => {
    const hostsOf = (where: Isolation) => specOf('Ingress', { rules: [{ http: { paths: [] } }] }, where);
    expect(hostsOf({ ...place, hosts: ['*.k8s', '*.example'] })).to.deep.equal({ rules: [{ http: { paths: [] }, host: '*.04-mysql-rabc.k8s' }, { http: { paths: [] }, host: '*.04-mysql-rabc.example' }] });
    expect(hostsOf(place), 'a lesson that names no hosts').to.deep.equal({ rules: [{ http: { paths: [] }, host: '*.04-mysql-rabc.example' }, { http: { paths: [] }, host: '*.04-mysql-rabc.test' }] });
  });

  it('leaves the choice of node ports to the API server', () => {
    expect(specOf('Service', { ports: [{ port: 3306, nodePort: 30306 }] })).to.deep.equal({ ports: [{ port: 3306 }] });
  });

  it('does not change what it is given', () => {
    const volume = object('PersistentVolume', { hostPath: { path: '/data' } });
    const before = structuredClone(volume);
    isolate(volume, place);
    expect(volume).to.deep.equal(before);
  });

  it('gives each object of the whole cluster a name of its own, and no namespace', () => {
    for (const { kind } of perRunKinds) expect(isolate(object(kind, {}), place).metadata, kind).to.include({ name: 'x-04-mysql-rabc' }).and.not.to.have.property('namespace');
  });
});
