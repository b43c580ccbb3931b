import { expect } from 'chai';
import { parse } from 'yaml';
import type { KubeObject } from '../../../harness/client/objects.ts';
import { asWritten } from '../../../harness/manifests/applied/as-written.ts';

const annotation = 'kubectl.kubernetes.io/last-applied-configuration';

/** As the API server shows what `kubectl apply` has brought. */
function applied(file: string, live: string, managers: object[] = []): KubeObject {
  const object = parse(live) as KubeObject;
  return { ...object, metadata: { ...object.metadata, uid: 'u', resourceVersion: '7', namespace: 'me', annotations: { ...object.metadata?.annotations, [annotation]: JSON.stringify(parse(file)) }, ...{ managedFields: [{ manager: 'kubectl-client-side-apply', operation: 'Update', fieldsV1: { 'f:spec': { 'f:dnsPolicy': {} } } }, ...managers] } } };
}

describe('an object as it was written', () => {
  const file = 'apiVersion: v1\nkind: Pod\nmetadata: { name: web, namespace: me }\nspec: { containers: [{ name: app, image: "a:1" }, { name: log, image: "b:1" }] }';
  const live = `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  dnsPolicy: ClusterFirst
  nodeName: worker
  containers:
    - { name: log, image: "b:1", imagePullPolicy: IfNotPresent }
    - { name: app, image: "a:1", imagePullPolicy: IfNotPresent }
status: { phase: Running }`;

  it('has what `kubectl apply` has noted, and nothing that the server added', () => {
    expect(asWritten(applied(file, live))).to.deep.equal({ from: 'last-applied', object: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec: { containers: [{ name: 'app', image: 'a:1' }, { name: 'log', image: 'b:1' }] } } });
  });

  it('has the values of now, and what other commands have added, but not what controllers have', () => {
    const set = { manager: 'kubectl-set', operation: 'Update', fieldsV1: { 'f:spec': { 'f:containers': { 'k:{"name":"app"}': { 'f:image': {}, 'f:env': { '.': {}, 'k:{"name":"A"}': { '.': {}, 'f:name': {}, 'f:value': {} } } } } } } };
    const scheduler = { manager: 'kube-scheduler', operation: 'Update', fieldsV1: { 'f:spec': { 'f:nodeName': {} } } };
    const now = live.replace('"a:1",', '"a:2", env: [{ name: A, value: b }],').replace(/ {4}- \{ name: log.*\n/, '');
    expect(asWritten(applied(file, now, [set, scheduler]))?.object).to.have.deep.property('spec', { containers: [{ name: 'app', image: 'a:2', env: [{ name: 'A', value: 'b' }] }] });
  });

  it('keeps the texts of a Secret, which the server shows as data only', () => {
    const secret = applied('apiVersion: v1\nkind: Secret\nmetadata: { name: s }\nstringData: { user: koa }', 'apiVersion: v1\nkind: Secret\nmetadata: { name: s }\ntype: Opaque\ndata: { user: a29h }');
    expect(asWritten(secret)?.object).to.deep.include({ stringData: { user: 'koa' } }).and.not.have.property('type');
  });

  it('follows the managers of fields where nothing was noted', () => {
    const ssa = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', uid: 'u', managedFields: [
      { manager: 'me', operation: 'Apply', fieldsV1: { 'f:spec': { 'f:selector': {}, 'f:ports': { 'k:{"port":80,"protocol":"TCP"}': { '.': {}, 'f:port': {}, 'f:targetPort': {} } } } } },
      { manager: 'kubelet', operation: 'Update', subresource: 'status', fieldsV1: { 'f:status': { 'f:loadBalancer': {} } } },
    ] }, spec: { clusterIP: '10.0.0.1', selector: { app: 'web' }, ports: [{ port: 80, protocol: 'TCP', targetPort: 8080 }] }, status: { loadBalancer: {} } } as KubeObject;
    expect(asWritten(ssa)).to.deep.equal({ from: 'managed-fields', object: { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { selector: { app: 'web' }, ports: [{ port: 80, protocol: 'TCP', targetPort: 8080 }] } } });
  });

  it('finds in the data what was applied as texts of a Secret', () => {
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's', managedFields: [{ manager: 'kubectl', operation: 'Apply', fieldsV1: { 'f:stringData': { 'f:user': {} }, 'f:data': { 'f:key': {} } } }] }, data: { user: 'a29h', key: 'eA==' } } as KubeObject;
    expect(asWritten(secret)?.object).to.have.deep.property('data', { key: 'eA==', user: 'a29h' });
  });

  it('is the object without what the server writes where nobody says who wrote it', () => {
    const plain = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c', uid: 'u', resourceVersion: '1' }, data: { a: 'b' } } as KubeObject;
    expect(asWritten(plain)).to.deep.equal({ from: 'live', object: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data: { a: 'b' } } });
  });

  it('is none of a controller, nor of the cluster itself', () => {
    expect(asWritten({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web-1', uid: 'u', ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web', uid: 'r', controller: true }] } } as unknown as KubeObject)).to.equal(undefined);
    expect(asWritten({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'kube-root-ca.crt', uid: 'u' } })).to.equal(undefined);
  });
});
