import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect } from 'chai';

import { isPerRun, kindNamed, kinds, perRunKinds, podMakers, stages } from '../../harness/client/kinds.ts';
import { apiPath } from '../../harness/client/resources.ts';

/** Where objects of each kind are created, by the client that is generated from Kubernetes' own OpenAPI document: `Role <address>`. */
function addressesOfTheGeneratedClient(): Set<string> {
  const folder = join(dirname(createRequire(import.meta.url).resolve('@kubernetes/client-node')), 'gen/apis');
  const texts = readdirSync(folder).filter((file) => file.endsWith('Api.js')).map((file) => readFileSync(join(folder, file), 'utf8'));
  return new Set(texts.flatMap((text) => [...text.matchAll(/"create(?:Namespaced)?(\w+)", "body"\);[^]*?localVarPath = '([^']+)'/g)].map(([, kind = '', path = '']) => `${kind} ${path}`)));
}

describe('the table of kinds', () => {
  it('addresses each kind as the generated client does', () => {
    const known = addressesOfTheGeneratedClient();
    const ours = kinds.map(({ apiVersion, kind, plural, namespaced }) => `${kind} ${apiPath(apiVersion)}${namespaced ? '/namespaces/{namespace}' : ''}/${plural}`);
    expect(ours.filter((each) => !known.has(each))).to.deep.equal([]);
  });

  it('names each kind once, so that a name alone finds it', () => {
    expect(new Set(kinds.map(({ kind }) => kind)).size).to.equal(kinds.length);
    expect(kindNamed('CronJob')).to.include({ apiVersion: 'batch/v1', podSpec: 'spec.jobTemplate.spec.template.spec' });
    expect(kindNamed('Widget')).to.equal(undefined);
  });

  it('knows where each maker of pods keeps their spec', () => {
    expect(podMakers.filter(({ podSpec }) => podSpec === undefined)).to.deep.equal([]);
    expect(kinds.filter(({ podSpec, makes }) => podSpec !== undefined && makes === undefined).map(({ kind }) => kind)).to.deep.equal(['Pod']);
  });

  it('has makers of makers deleted before what they make', () => {
    const order = podMakers.map(({ kind }) => kind);
    for (const { kind, makes = '' } of podMakers) if (makes !== 'Pod') expect(order.indexOf(kind), kind).to.be.lessThan(order.indexOf(makes));
  });

  it('makes only kinds of the whole cluster for one run, and has no state saved that may hold secrets', () => {
    expect(perRunKinds.filter(({ namespaced }) => namespaced)).to.deep.equal([]);
    expect(['PersistentVolume', 'ClusterRole', 'Namespace', 'Node', 'Role', 'Widget'].filter(isPerRun)).to.deep.equal(['PersistentVolume', 'ClusterRole']);
    expect(kinds.filter(({ evidence }) => evidence === true).map(({ kind }) => kind)).not.to.include.any.members(['Secret', 'ConfigMap']);
  });

  it('has classes, rights, limits and data there before the workloads that need them', () => {
    const before = (kind: string, other: string): boolean => stages.indexOf(kindNamed(kind)?.stage ?? 'workloads') < stages.indexOf(kindNamed(other)?.stage ?? 'workloads');
    for (const [kind, other] of [
      ['ServiceAccount', 'RoleBinding'], ['ClusterRole', 'ClusterRoleBinding'], ['ServiceAccount', 'Secret'], ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'],
      ['StorageClass', 'PersistentVolumeClaim'], ['PersistentVolume', 'PersistentVolumeClaim'], ['PriorityClass', 'ResourceQuota'], ['IngressClass', 'Ingress'],
      ['PersistentVolumeClaim', 'Pod'], ['LimitRange', 'Pod'], ['NetworkPolicy', 'Pod'], ['Service', 'Pod'], ['RuntimeClass', 'Pod'], ['Deployment', 'HorizontalPodAutoscaler'], ['Widget', 'Ingress'],
    ] as const) expect(before(kind, other), `${kind} before ${other}`).to.equal(true);
  });
});
