import { expect } from 'chai';
import { parse } from 'yaml';
import { unexported, type Unexported } from '../../../harness/manifests/reading/exported.ts';

const exportedMeta = 'uid: 7f5c, resourceVersion: "812", creationTimestamp: "2026-01-01T00:00:00Z"';

function of(text: string): Unexported {
  return unexported(parse(text) as Record<string, unknown>);
}

describe('unexported', () => {
  it('leaves out what an API server writes, and says what', () => {
    const { value, left, madeBy } = of(`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels: { app: web }
  generation: 3
  selfLink: /apis
  managedFields: [{ manager: kubectl }]
  annotations:
    deployment.kubernetes.io/revision: "3"
    kubectl.kubernetes.io/last-applied-configuration: "{}"
  ${exportedMeta.replaceAll(', ', '\n  ')}
spec: { replicas: 2, template: { metadata: { creationTimestamp: null, labels: { app: web } } } }
status: { replicas: 2 }
`);
    expect(value).to.deep.equal({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', labels: { app: 'web' } }, spec: { replicas: 2, template: { metadata: { labels: { app: 'web' } } } } });
    expect(left).to.include.members(['metadata.uid', 'metadata.resourceVersion', 'metadata.managedFields', 'status']).and.not.include('spec.template.metadata.creationTimestamp');
    expect(madeBy).to.equal(undefined);
  });

  it('says nothing of the empty fields of `kubectl create --dry-run`', () => {
    expect(of('kind: Service\nmetadata: { name: web, creationTimestamp: null }\nspec: { ports: [] }\nstatus: { loadBalancer: {} }')).to.deep.include({ left: ['status'] });
    expect(of('kind: Pod\nmetadata: { name: web, creationTimestamp: null }\nspec: { containers: [] }\nstatus: {}')).to.deep.equal({ value: { kind: 'Pod', metadata: { name: 'web' }, spec: { containers: [] } }, left: [] });
  });

  it("leaves out the priority that the server has computed from the pod's class", () => {
    const spec = 'spec: { priorityClassName: urgent, priority: 1000, preemptionPolicy: PreemptLowerPriority }';
    expect(of(`kind: Pod\nmetadata: { name: web, ${exportedMeta} }\n${spec}`).value['spec']).to.deep.equal({ priorityClassName: 'urgent' });
    expect(of(`kind: Pod\nmetadata: { name: web }\n${spec}`).value['spec'], 'no export').to.have.property('priority', 1000);
  });

  it('leaves out the old name of a field that the server writes beside that of today, and keeps what a learner wrote alone', () => {
    expect(of(`kind: Pod\nmetadata: { name: web, ${exportedMeta} }\nspec: { serviceAccountName: robot, serviceAccount: robot }`).value['spec']).to.deep.equal({ serviceAccountName: 'robot' });
    expect(of('kind: Pod\nmetadata: { name: web }\nspec: { serviceAccount: robot }').value['spec']).to.deep.equal({ serviceAccount: 'robot' });
  });

  it('frees a Service from the address that it had, and keeps a headless one headless', () => {
    expect(of('kind: Service\nmetadata: { name: web }\nspec: { clusterIP: 10.96.0.7, clusterIPs: [10.96.0.7] }').value['spec']).to.deep.equal({});
    expect(of('kind: Service\nmetadata: { name: web }\nspec: { clusterIP: None, clusterIPs: [None] }').value['spec']).to.deep.equal({ clusterIP: 'None' });
  });

  it('frees a claim and a volume that the cluster has bound, not those that the learner has', () => {
    const bound = "annotations: { pv.kubernetes.io/bind-completed: 'yes', pv.kubernetes.io/bound-by-controller: 'yes' }, finalizers: [kubernetes.io/pvc-protection]";
    expect(of(`kind: PersistentVolumeClaim\nmetadata: { name: c, ${bound} }\nspec: { volumeName: pvc-1 }`).value).to.deep.equal({ kind: 'PersistentVolumeClaim', metadata: { name: 'c' }, spec: {} });
    expect(of('kind: PersistentVolumeClaim\nmetadata: { name: c }\nspec: { volumeName: mine }').value['spec']).to.deep.equal({ volumeName: 'mine' });
    expect(of(`kind: PersistentVolume\nmetadata: { name: v, ${bound.replace('pvc-', 'pv-')} }\nspec: { claimRef: { name: c, uid: x } }`).value).to.deep.equal({ kind: 'PersistentVolume', metadata: { name: 'v' }, spec: {} });
    expect(of(`kind: PersistentVolume\nmetadata: { name: v, ${exportedMeta} }\nspec: { claimRef: { name: c, uid: x, resourceVersion: "1" } }`).value['spec']).to.deep.equal({ claimRef: { name: 'c' } });
    expect(of('kind: PersistentVolume\nmetadata: { name: v }\nspec: { claimRef: { name: c, uid: x } }').value['spec'], 'written by hand: a mistake to tell').to.deep.equal({ claimRef: { name: 'c', uid: 'x' } });
  });

  it('frees a pod from its node and from the token of its account, keeping its own volumes', () => {
    const spec = `spec:
  nodeName: kind-worker
  ephemeralContainers: [{ name: debugger }]
  containers:
    - name: a
      volumeMounts: [{ name: logs, mountPath: /logs }, { name: kube-api-access-x7k2p, mountPath: /var/run/secrets }]
    - name: b
      volumeMounts: [{ name: kube-api-access-x7k2p, mountPath: /var/run/secrets }]
  volumes: [{ name: logs, emptyDir: {} }, { name: kube-api-access-x7k2p, projected: { sources: [] } }]
`;
    expect(of(`kind: Pod\nmetadata: { name: p, ${exportedMeta} }\n${spec}`).value['spec']).to.deep.equal({
      containers: [{ name: 'a', volumeMounts: [{ name: 'logs', mountPath: '/logs' }] }, { name: 'b' }], volumes: [{ name: 'logs', emptyDir: {} }],
    });
    expect(of(`kind: Pod\nmetadata: { name: p }\n${spec}`).value['spec'], 'no export: the learner means it').to.have.property('nodeName', 'kind-worker');
  });

  it('leaves the volume with a token to a pod that says it wants none', () => {
    const pod = `kind: Pod\nmetadata: { name: p, ${exportedMeta} }\nspec: { automountServiceAccountToken: false, containers: [{ name: a }], volumes: [{ name: kube-api-access-x7k2p, projected: { sources: [] } }] }`;
    expect(of(pod).value['spec']).to.have.deep.property('volumes', [{ name: 'kube-api-access-x7k2p', projected: { sources: [] } }]);
  });

  it("frees a pod from the tolerations of admission, not from the learner's own", () => {
    const gone = (key: string, seconds: number): string => `{ key: node.kubernetes.io/${key}, operator: Exists, effect: NoExecute, tolerationSeconds: ${seconds} }`;
    const specWith = (...tolerations: string[]): unknown => of(`kind: Pod\nmetadata: { name: p, ${exportedMeta} }\nspec: { tolerations: [${tolerations.join(', ')}] }`).value['spec'];
    expect(specWith(gone('not-ready', 300), gone('unreachable', 300))).to.deep.equal({});
    expect(specWith(gone('not-ready', 300), '{ key: gpu, operator: Exists }', gone('unreachable', 20))).to.deep.equal({
      tolerations: [{ key: 'gpu', operator: 'Exists' }, { key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 20 }],
    });
  });

  it('frees the claims of a StatefulSet from their state', () => {
    expect(of('kind: StatefulSet\nmetadata: { name: s }\nspec: { volumeClaimTemplates: [{ metadata: { name: data, creationTimestamp: null }, spec: {}, status: { phase: Pending } }] }')).to.deep.equal({
      value: { kind: 'StatefulSet', metadata: { name: 's' }, spec: { volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: {} }] } }, left: ['spec.volumeClaimTemplates[0].status'],
    });
  });

  it('frees a Job from the selector that the controller gave it', () => {
    const job = of(`kind: Job\nmetadata: { name: j, ${exportedMeta}, labels: { controller-uid: x, mine: y } }\nspec: { selector: { matchLabels: { controller-uid: x } }, template: { metadata: { labels: { job-name: j, mine: y } } } }`);
    expect(job.value).to.deep.equal({ kind: 'Job', metadata: { name: 'j', labels: { mine: 'y' } }, spec: { template: { metadata: { labels: { mine: 'y' } } } } });
  });

  it('tells the objects that others make', () => {
    const owner = 'ownerReferences: [{ apiVersion: apps/v1, kind: ReplicaSet, name: web-5d, uid: x, controller: true }]';
    expect(of(`kind: Pod\nmetadata: { name: web-5d-1, ${exportedMeta}, ${owner} }`).madeBy).to.equal('ReplicaSet/web-5d');
    expect(of(`kind: Service\nmetadata: { name: kubernetes, ${exportedMeta} }`).madeBy).to.equal('');
    expect(of('kind: Service\nmetadata: { name: kubernetes }').madeBy).to.equal(undefined);
  });
});
