import { expect } from 'chai';
import { parseAllDocuments } from 'yaml';
import type { Contract } from '../../harness/manifests/contract.ts';
import { Manifest, type ObjectName } from '../../harness/manifests/manifest.ts';
import { sortObjects } from '../../harness/manifests/sort-objects.ts';
import { verbatim } from '../../harness/text/language.ts';

const contract = (lesson: string, ...names: ObjectName[]): Contract => ({ lesson, fixed: [], objects: names.map((object) => ({ object, or: [], for: verbatim('it'), level: 'promise' })) });

const folder = `
{ kind: Deployment, metadata: { name: db }, spec: { template: { metadata: { labels: { app: db } }, spec: { volumes: [{ persistentVolumeClaim: { claimName: data } }], containers: [{ envFrom: [{ secretRef: { name: dbsecret } }] }] } } } }
---
{ kind: Secret, metadata: { name: dbsecret } }
---
{ kind: PersistentVolumeClaim, metadata: { name: data }, spec: { storageClassName: manual } }
---
{ kind: PersistentVolume, metadata: { name: disk }, spec: { storageClassName: manual } }
---
{ kind: Service, metadata: { name: db-svc }, spec: { selector: { app: db } } }
---
{ kind: Deployment, metadata: { name: app }, spec: { template: { metadata: { labels: { app: web } }, spec: { containers: [{ env: [{ name: KEY, valueFrom: { secretKeyRef: { name: jwt, key: key } } }, { name: DB_USER, valueFrom: { secretKeyRef: { name: dbsecret, key: user } } }] }] } } } }
---
{ kind: Secret, metadata: { name: jwt } }
---
{ kind: Service, metadata: { name: web }, spec: { selector: { app: web } } }
---
{ kind: Ingress, metadata: { name: route }, spec: { rules: [{ http: { paths: [{ backend: { service: { name: web } } }] } }] } }
---
{ kind: PodDisruptionBudget, metadata: { name: keep-one }, spec: { selector: { matchLabels: { app: web } } } }
---
{ kind: Deployment, metadata: { name: my-worker }, spec: { template: { metadata: { labels: { app: worker } }, spec: { containers: [{ env: [{ name: HOST, value: db-svc }] }] } } } }
---
{ kind: ConfigMap, metadata: { name: unused } }
`;

describe('sortObjects', () => {
  const objects = parseAllDocuments(folder).map((document) => new Manifest(document.toJS() as object, undefined, ''));
  const contracts = [contract('04-mysql', 'Deployment/db', 'Secret/dbsecret'), contract('05-ingress', 'Deployment/app'), contract('06-update', 'Deployment/app', 'Service/web')];
  const sorted = (lesson: string): { own: string[]; common: string[] } => {
    const { own = [], common = [] } = sortObjects(objects, contracts, [lesson]).get(lesson) ?? {};
    return { own: own.map(({ id }) => id), common: common.map(({ id }) => id) };
  };

  it('gives a lesson what it names, what that needs, and what acts on it', () => {
    expect(sorted('04-mysql').own).to.deep.equal(['Deployment/db', 'Secret/dbsecret', 'PersistentVolumeClaim/data', 'PersistentVolume/disk', 'Service/db-svc']);
    expect(sorted('06-update').own).to.deep.equal(['Deployment/app', 'Secret/jwt', 'Service/web', 'Ingress/route', 'PodDisruptionBudget/keep-one']);
  });

  it('gives an object to every lesson that names it, and to no other', () => {
    expect(sorted('05-ingress').own).to.include('Deployment/app').and.not.include('Service/web');
    expect(sorted('05-ingress').own).to.not.include('Secret/dbsecret');
  });

  it('keeps what belongs to none for all, a workload that only uses something among it', () => {
    expect(sorted('04-mysql').common).to.deep.equal(['Deployment/my-worker', 'ConfigMap/unused']);
    expect(sorted('05-ingress').common).to.deep.equal(sorted('04-mysql').common);
  });

  it('has nothing of its own for a lesson without a contract', () => {
    expect(sorted('09-none').own).to.deep.equal([]);
  });
});
