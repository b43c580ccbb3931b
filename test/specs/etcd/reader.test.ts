import { expect } from 'chai';
import { verbatim } from '../../../harness/text/language.ts';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { Manifests } from '../../../harness/manifests/manifests.ts';
import { boundBy, rightsOf } from '../../../specs/etcd/reader.ts';

describe('what gives an account its rights in a namespace', () => {
  const object = (kind: string, name: string, more: object): Manifest => new Manifest({ apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata: { name }, ...more }, undefined, '19-x');
  const binding = (role = 'reader', account = 'reader'): Manifest => object('RoleBinding', 'readers', { roleRef: { kind: 'Role', name: role }, subjects: [{ kind: 'ServiceAccount', name: account }] });
  const role = (...rules: object[]): Manifest => object('Role', 'reader', { rules });
  const blamed = (wanted: string | undefined, ...all: Manifest[]): string => {
    const { on, field = '' } = rightsOf(new Manifests(all), 'reader', verbatim(''), wanted);
    return `${typeof on === 'string' ? on : on.id} ${field}`;
  };
  const secrets = { apiGroups: [''], resources: ['secrets'], verbs: ['get'] };

  it('is the rule about the resource: its verbs, or its API group', () => {
    expect(blamed('pods/exec', binding(), role(secrets, { apiGroups: [''], resources: ['pods/exec'], verbs: ['get'] }))).to.equal('Role/reader rules[1].verbs');
    expect(blamed('secrets', binding(), role({ ...secrets, apiGroups: ['v1'] }))).to.equal('Role/reader rules[0].apiGroups');
    expect(blamed('configmaps', binding(), role({ ...secrets, resources: ['secrets', 'configmaps'], resourceNames: ['hidden'] })), 'the names are those of another kind').to.equal('Role/reader rules[0].resourceNames');
    expect(blamed('secrets', binding(), role({ ...secrets, verbs: ['list'], resourceNames: ['hidden'] }))).to.equal('Role/reader rules[0].verbs');
  });

  it('is the resource that is nearly called so, else those of its kind, or all rules', () => {
    expect(blamed('secrets', binding(), role({ apiGroups: [''], resources: ['pods'] }, { ...secrets, resources: ['secret'] }))).to.equal('Role/reader rules[1].resources');
    expect(blamed('configmaps', binding(), role({ ...secrets, resources: ['pods/exec'] }, secrets))).to.equal('Role/reader rules[1].resources');
    expect(blamed('pods/exec', binding(), role(secrets))).to.equal('Role/reader rules');
    expect(blamed(undefined, binding(), role(secrets))).to.equal('Role/reader rules');
  });

  it('is the subject by which somebody has them who must not', () => {
    const bound = (...subjects: object[]): string => {
      const found = boundBy(new Manifests([object('RoleBinding', 'own', { subjects })]), 'nosy');
      return found === undefined ? 'none' : `${found.on.id} ${found.field}`;
    };
    const reader = { kind: 'ServiceAccount', name: 'reader' };
    expect(bound(reader, { kind: 'ServiceAccount', name: 'nosy' })).to.equal('RoleBinding/own subjects[1]');
    for (const name of ['system:serviceaccounts', 'system:authenticated', 'system:serviceaccounts:default']) expect(bound({ kind: 'Group', name }), name).to.equal('RoleBinding/own subjects[0]');
    for (const name of ['system:serviceaccounts:kube-system', 'developers']) expect(bound(reader, { kind: 'Group', name }), name).to.equal('none');
  });

  it('is the binding that leads to no role or from somebody else, or the account', () => {
    expect(blamed('secrets', binding('writer'), role(secrets))).to.equal('RoleBinding/readers roleRef');
    expect(blamed('secrets', binding('reader', 'somebody'), role(secrets))).to.match(/^RoleBinding\/readers subjects/);
    expect(blamed('secrets', role(secrets))).to.equal('ServiceAccount/reader ');
  });
});
