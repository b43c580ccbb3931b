import { expect } from 'chai';

import { asLearnerWrote, isOwnName, nameOnCluster, namespaceMeant, nodeFolder } from '../../../harness/manifests/isolation/names.ts';
import { place } from './isolating.ts';

describe('names of a run', () => {
  it('are given to volumes, and to what else the lesson brings; what the cluster has stays itself', () => {
    expect(nameOnCluster('PersistentVolume', 'disk', place)).to.equal('disk-09-rbac-r1');
    expect(nameOnCluster('ClusterRole', 'reader', place)).to.equal('reader-09-rbac-r1');
    expect(nameOnCluster('ClusterRole', 'view', place)).to.equal('view');
    expect(nameOnCluster('IngressClass', 'reader', place)).to.equal('reader');
    expect(nameOnCluster('Role', 'reader', place)).to.equal('reader');
  });

  it('let no priority mean one of the cluster\'s where the lesson brings some', () => {
    expect(['high', 'production', 'system-node-critical'].map((name) => nameOnCluster('PriorityClass', name, place))).to.deep.equal(['high-09-rbac-r1', 'production-09-rbac-r1', 'system-node-critical']);
    expect(nameOnCluster('PriorityClass', 'production', { ...place, brings: new Set(['Pod/x']) })).to.equal('production');
  });

  it('belong to one namespace of the run', () => {
    expect(['reader-09-rbac-r1', 'reader-09-rbac-r1-other', 'reader-09-rbac-r2', 'reader', undefined].filter((name) => isOwnName(name, place))).to.deep.equal(['reader-09-rbac-r1']);
  });

  it('let a namespace of the learner\'s files mean ours, and no other', () => {
    expect(['default', 'team', 'kube-system', 'ingress-nginx'].map((name) => namespaceMeant(name, place))).to.deep.equal(['09-rbac-r1', '09-rbac-r1', 'kube-system', 'ingress-nginx']);
    expect(namespaceMeant('partner', { ...place, others: new Map([['partner', '09-rbac-r1-partner']]) })).to.equal('09-rbac-r1-partner');
  });

  it('give each volume a folder of its own on a node, none below another', () => {
    const folders = ['/data', '/data/two', '/data//two/', '/', '//', '/a b', '/データ', 'data'].map((path) => nodeFolder(path, place));
    expect(folders).to.deep.equal(['data', 'data%2Ftwo', 'data%2Ftwo', '%2F', '%2F', 'a%20b', '%E3%83%87%E3%83%BC%E3%82%BF', 'data'].map((name) => `/var/lib/cndjp2-e2e/09-rbac-r1/${name}`));
    // The folder in which all the others lie is nobody's: a link that a pod left there would lead out of it.
    for (const path of ['.', './', '/.', './.', '././/']) expect(nodeFolder(path, place), path).to.equal('/var/lib/cndjp2-e2e/09-rbac-r1/%2F');
    expect(nodeFolder('./data', place)).to.equal(nodeFolder('/data', place));
    expect(nodeFolder('/data/../../other', place), 'for the API server to refuse').to.include('/../');
    expect(['/data', '/data/two', '/', '/a b', '/データ'].map((path) => asLearnerWrote(`in "${nodeFolder(path, place)}": no`, place))).to.deep.equal(['/data', '/data/two', '/', '/a b', '/データ'].map((path) => `in "${path}": no`));
  });

  it('become the learner\'s own again in messages', () => {
    const mysql = { ...place, namespace: '04-mysql-rabc' };
    expect(asLearnerWrote('volume mysql-pv-04-mysql-rabc of class "none-04-mysql-rabc" in /var/lib/cndjp2-e2e/04-mysql-rabc/data%2Fmysql for api.04-mysql-rabc.k8s', mysql)).to.equal('volume mysql-pv of class "" in /data/mysql for api.k8s');
    expect(asLearnerWrote("ValidatingAdmissionPolicy 'no-latest-09-rbac-r1' with binding 'all-09-rbac-r1' denied request: no", place)).to.equal("ValidatingAdmissionPolicy 'no-latest' with binding 'all' denied request: no");
    expect(asLearnerWrote('error looking up service account 09-rbac-r1/viewer: not found', place)).to.equal('error looking up service account viewer: not found');
  });
});
