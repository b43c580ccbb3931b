import { expect } from 'chai';

import { place, sent } from './isolating.ts';

const binding = (role: string, subjects: string, kind = 'RoleBinding'): Record<string, unknown> =>
  sent(`{ kind: ${kind}, metadata: { name: b }, roleRef: { kind: ${kind === 'RoleBinding' && role === 'pods' ? 'Role' : 'ClusterRole'}, name: ${role} }, subjects: [${subjects}] }`);

describe('isolation of rights', () => {
  it('binds the ClusterRole that the lesson brings, and those that every cluster has', () => {
    expect(binding('reader', '')['roleRef']).to.include({ name: 'reader-09-rbac-r1' });
    expect(binding('view', '')['roleRef']).to.include({ name: 'view' });
    expect(binding('pods', '')['roleRef']).to.deep.equal({ kind: 'Role', name: 'pods' });
  });

  it('gives rights to accounts of our namespace only, whichever the learner worked in', () => {
    for (const kind of ['RoleBinding', 'ClusterRoleBinding']) {
      expect(binding('view', ['default', 'team', 'elsewhere'].map((namespace) => `{ kind: ServiceAccount, name: a, namespace: ${namespace} }`).join(), kind)['subjects'], kind).to.deep.equal(
        Array.from({ length: 3 }, () => ({ kind: 'ServiceAccount', name: 'a', namespace: '09-rbac-r1' })),
      );
    }
  });

  it('gives none to accounts of the cluster itself', () => {
    expect(binding('view', '{ kind: ServiceAccount, name: a, namespace: kube-system }')['subjects']).to.deep.equal([{ kind: 'ServiceAccount', name: 'a', namespace: 'kube-system-09-rbac-r1' }]);
  });

  it('gives none to an account of another namespace than the one in which the folder says that it is', () => {
    const accounts = new Map([['a', 'team']]);
    const subjects = sent("{ kind: RoleBinding, metadata: { name: b }, roleRef: { kind: Role, name: r }, subjects: [{ kind: ServiceAccount, name: a, namespace: team }, { kind: ServiceAccount, name: a, namespace: production }, { kind: ServiceAccount, name: b, namespace: production }, { kind: User, name: 'system:serviceaccount:production:a' }] }", { ...place, accounts })['subjects'] as { name: string; namespace?: string }[];
    expect(subjects.slice(0, 3).map(({ namespace }) => namespace)).to.deep.equal(['09-rbac-r1', 'production-09-rbac-r1', '09-rbac-r1']);
    expect(subjects[3]?.name).to.equal('system:serviceaccount:production-09-rbac-r1:a');
  });

  it('leaves an account without a namespace as it is, so that the server judges it', () => {
    expect(binding('view', '{ kind: ServiceAccount, name: a }', 'ClusterRoleBinding')['subjects']).to.deep.equal([{ kind: 'ServiceAccount', name: 'a' }]);
  });

  it('narrows groups of accounts to our namespace, and keeps users and other groups', () => {
    const names = (binding('view', ['system:serviceaccounts', 'system:serviceaccounts:team', 'system:serviceaccounts:kube-system', 'system:authenticated'].map((name) => `{ kind: Group, name: '${name}' }`).join())['subjects'] as { name: string }[]).map(({ name }) => name);
    expect(names).to.deep.equal(['system:serviceaccounts:09-rbac-r1', 'system:serviceaccounts:09-rbac-r1', 'system:serviceaccounts:kube-system-09-rbac-r1', 'system:authenticated']);
    expect(binding('view', "{ kind: User, name: jane }, { kind: User, name: 'system:serviceaccount:default:a' }")['subjects']).to.deep.equal([{ kind: 'User', name: 'jane' }, { kind: 'User', name: 'system:serviceaccount:09-rbac-r1:a' }]);
  });

  it('lets rules follow the objects of the whole cluster that they name, and our namespace', () => {
    const rules = (text: string): unknown => (sent(`{ kind: ClusterRole, metadata: { name: reader }, rules: [${text}] }`)['rules'] as { resourceNames: string[] }[])[0]?.resourceNames;
    expect(rules('{ resources: [storageclasses], resourceNames: [gold, standard] }')).to.deep.equal(['gold-09-rbac-r1', 'standard']);
    expect(rules('{ resources: [namespaces, namespaces/status], resourceNames: [default, kube-system] }')).to.deep.equal(['09-rbac-r1', 'kube-system']);
    expect(rules('{ resources: [pods, pods/log], resourceNames: [gold] }')).to.deep.equal(['gold']);
    expect(rules('{ resources: [secrets, storageclasses], resourceNames: [gold] }')).to.deep.equal(['gold', 'gold-09-rbac-r1']);
  });

  it('neither widens the roles of all users nor gathers those of another run', () => {
    const role = sent("{ kind: ClusterRole, metadata: { name: reader, labels: { rbac.authorization.k8s.io/aggregate-to-view: 'true', part: all } }, aggregationRule: { clusterRoleSelectors: [{ matchLabels: { part: all } }] } }");
    expect(role.metadata.labels).to.deep.equal({ part: 'all', 'cndjp2-e2e/namespace': '09-rbac-r1' });
    expect(role['aggregationRule']).to.deep.equal({ clusterRoleSelectors: [{ matchLabels: { part: 'all', 'cndjp2-e2e/namespace': '09-rbac-r1' } }] });
  });
});
