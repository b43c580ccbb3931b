import { expect } from 'chai';
import type { Given } from '../../../harness/lesson/given.ts';
import { loadLesson } from '../../../harness/manifests/load.ts';
import type { Manifest } from '../../../harness/manifests/manifest.ts';
import { join } from 'node:path';
import { checkout } from '../../../harness/process/checkout.ts';
import { asIf, cause, missing, outcomeOf, requirePromised, type Cell } from '../../../specs/authorization/judge.ts';
import { isPromised, nameOf, optionsOf, subjects, tried, type Subject } from '../../../specs/authorization/matrix.ts';

const folder = loadLesson(join(checkout, 'manifests'), '12-authorization');
const subject = (name: string): Subject => subjects.find((each) => each.name === name) as Subject;
const changed = (id: string, change: (manifest: Manifest) => Manifest): Manifest[] => folder.map((each) => (each.id === id ? change(each) : each));
const refusal = (verb: string, resource: string): Cell['attempt'] => ({ status: 403, message: `x is forbidden: User "u" cannot ${verb} resource "${resource}" in API group "" in the namespace "n"` });

describe('the outcome of a request', () => {
  const cell = (attempt: Cell['attempt']): Cell => ({ right: { verb: 'get', resource: 'pods', subresource: 'log', name: 'web' }, promised: false, may: false, attempt });
  it('is a refusal only when the right that is missing is named', () => {
    expect(outcomeOf(cell({ status: 200, message: '' }))).to.equal('allowed');
    expect(outcomeOf(cell(refusal('get', 'pods/log')))).to.equal('refused');
    expect(outcomeOf(cell(refusal('get', 'pods')))).to.equal('neither');
    expect(outcomeOf(cell({ status: 403, message: 'exceeded quota' }))).to.equal('neither');
    expect(outcomeOf(cell({ status: 401, message: 'Unauthorized' }))).to.equal('neither');
    expect(outcomeOf(cell({ status: 404, message: 'pods "web" not found' })), 'refusals come first').to.equal('allowed');
    expect(outcomeOf(cell({ status: 404, message: 'the server could not find the requested resource' }))).to.equal('neither');
    expect(missing({ verb: 'list', resource: 'roles', group: 'a.b' }).test('cannot list resource "roles" in API group "axb"')).to.equal(false);
  });
});

describe('the matrix', () => {
  it('tries each right once, and promises nothing that it does not try', () => {
    expect(new Set(tried.map(nameOf)).size).to.equal(tried.length);
    expect(subjects.map((each) => tried.filter((right) => isPromised(each, right)).length)).to.deep.equal([4, 4, 7, 3, 6, 8, 0]);
  });

  const cells = (of: Subject): Cell[] => tried.map((right): Cell => {
    const promised = isPromised(of, right);
    const { verb, resource, group = '', subresource } = right;
    const asked = subresource === undefined ? resource : `${resource}/${subresource}`;
    return { right, promised, may: promised, attempt: promised ? { status: 200, message: '' } : { status: 403, message: `cannot ${verb} resource "${asked}" in API group "${group}"` } };
  });
  const given = (failed: { observed?: string }): Given => ({
    manifests: { all: () => folder },
    fail: (about: { observed: { en: string } }) => { failed.observed = about.observed.en; throw new Error('failed'); },
  }) as unknown as Given;

  it('is content with what is promised, and with nothing else', () => {
    const failed: { observed?: string } = {};
    for (const each of subjects) expect(() => { requirePromised(given(failed), each, cells(each), { en: '', ja: '' }); }, each.name).not.to.throw();
    expect(() => { requirePromised(given(failed), subject('keeper'), asIf(subject('reader'), cells(subject('keeper'))), { en: '', ja: '' }); }).to.throw('failed');
    expect(failed.observed).to.contain('SelfSubjectAccessReview says no, the request itself 403').and.to.contain('6 more');
    const differing = cells(subject('keeper')).map((cell, n) => (n === 0 ? { ...cell, may: !cell.may } : cell));
    expect(() => { requirePromised(given(failed), subject('keeper'), differing, { en: '', ja: '' }); }, 'the review and the request differ').to.throw('failed');
  });
});

describe('somebody of the lesson', () => {
  it('is asked for with the options of kubectl', () => {
    expect(optionsOf(subject('reader'))).to.equal('--as=system:serviceaccount:default:reader');
    expect(optionsOf(subject('jane (developers)'))).to.equal('--as=jane --as-group=developers');
  });
});

describe('the cause of a wrong right', () => {
  const at = (manifests: readonly Manifest[], who: string, right: Cell['right'], promised: boolean): string => {
    const { on, field } = cause(manifests, subject(who), { right, promised });
    return `${typeof on === 'string' ? on : on.id} ${field ?? ''}`.trim();
  };
  const list = { verb: 'list', resource: 'pods', group: '' };

  it('is the rule that gives too much', () => {
    expect(at(changed('Role/read-pods', (role) => role.with('rules[0].resources', ['*'])), 'reader', { verb: 'get', resource: 'secrets', group: '', name: 'door' }, false)).to.equal('Role/read-pods rules[0]');
  });

  it('is who is bound beside somebody for whom it is right', () => {
    const deployers = changed('RoleBinding/deployers', (binding) => binding.with('subjects[]', { kind: 'ServiceAccount', name: 'default' }));
    expect(at(deployers, 'default', { verb: 'list', resource: 'deployments', group: 'apps' }, false)).to.equal('RoleBinding/deployers subjects[1]');
    const everybody = changed('RoleBinding/readers', (binding) => binding.with('subjects[]', { kind: 'Group', name: 'system:serviceaccounts' }));
    expect(at(everybody, 'keeper', list, false)).to.equal('RoleBinding/readers subjects[2]');
    const alone = changed('RoleBinding/readers', (binding) => binding.with('subjects', [{ kind: 'Group', name: 'system:serviceaccounts' }]));
    expect(at(alone, 'keeper', list, false), 'in place of one of them').to.equal('RoleBinding/readers subjects[0]');
    expect(at(changed('RoleBinding/readers', (binding) => binding.with('roleRef', { kind: 'ClusterRole', name: 'view' })), 'reader', { verb: 'list', resource: 'secrets', group: '' }, false)).to.equal('RoleBinding/readers roleRef.name');
  });

  it('is the verb, the name, or the rule that is missing', () => {
    expect(at(changed('Role/read-pods', (role) => role.with('rules[0].verbs', ['get'])), 'reader', list, true)).to.equal('Role/read-pods rules[0].verbs');
    expect(at(changed('Role/read-pods', (role) => role.with('rules[0].resourceNames', ['web'])), 'reader', list, true)).to.equal('Role/read-pods rules[0]');
    expect(at(changed('Role/read-pods', (role) => role.with('rules', [])), 'reader', list, true)).to.equal('Role/read-pods rules');
    expect(at(changed('ClusterRole/observe-pods', (role) => role.with('metadata.labels', {})), 'auditor', list, true)).to.equal('ClusterRole/observe-pods metadata.labels');
    expect(at(changed('ClusterRole/observe', (role) => role.with('aggregationRule.clusterRoleSelectors[0].matchLabels', { a: 'b' })), 'auditor', list, true)).to.equal('ClusterRole/observe aggregationRule.clusterRoleSelectors');
  });

  it('is the resource that is misspelt, or that the rule with the others of its kind lacks', () => {
    expect(at(changed('Role/read-pods', (role) => role.with('rules', [{ apiGroups: [''], resources: ['pods/logs'], verbs: ['get'] }, { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] }])), 'reader', { verb: 'get', resource: 'pods', subresource: 'log', group: '', name: 'web' }, true)).to.equal('Role/read-pods rules[0].resources');
    const inTwo = [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'watch'] }, { apiGroups: ['core'], resources: ['pods'], verbs: ['list'] }];
    expect(at(changed('Role/read-pods', (role) => role.with('rules', inTwo)), 'reader', list, true), 'a group that has no such thing').to.equal('Role/read-pods rules[1].apiGroups');
    const roles = { verb: 'get', resource: 'roles', group: 'rbac.authorization.k8s.io', name: 'spare' };
    expect(at(changed('Role/give-rights', (role) => role.with('rules[0].resources', ['rolebindings'])), 'delegate', roles, true)).to.equal('Role/give-rights rules[0].resources');
  });

  it('is the part of an aggregated role that has no rules, or what would put it together', () => {
    expect(at(changed('ClusterRole/observe-pods', (role) => role.with('rules', [])), 'auditor', list, true)).to.equal('ClusterRole/observe-pods rules');
    expect(at(changed('ClusterRole/observe', (role) => role.without('aggregationRule')), 'auditor', list, true)).to.equal('ClusterRole/observe aggregationRule');
  });

  it('is the right to give, where the server says that somebody gives more than they have', () => {
    const manifests = changed('Role/give-rights', (role) => role.with('rules[1].resources', ['clusterroles']));
    const attempt = { status: 403, message: 'rolebindings "made" is forbidden: user "x" is attempting to grant RBAC permissions not currently held: …' };
    const right = { verb: 'create', resource: 'rolebindings', group: 'rbac.authorization.k8s.io' };
    expect(cause(manifests, subject('delegate'), { right, promised: true, attempt })).to.deep.include({ field: 'rules[1]' });
    expect(cause(changed('Role/give-rights', (role) => role.without('rules[1]')), subject('delegate'), { right, promised: true, attempt })).to.deep.include({ field: 'rules' });
  });

  it('is who is bound in another namespace than their own', () => {
    const manifests = folder.map((each) => (each.id === 'ServiceAccount/keeper' ? each.with('metadata.namespace', 'default') : each.id === 'RoleBinding/keepers' ? each.with('subjects[0].namespace', 'production') : each));
    expect(at(manifests, 'keeper', { verb: 'get', resource: 'configmaps', group: '', name: 'settings' }, true)).to.equal('RoleBinding/keepers subjects[0].namespace');
  });

  it('is the kind of who is bound, where a person or account of that kind is another', () => {
    expect(at(changed('RoleBinding/readers', (binding) => binding.with('subjects[0].kind', 'User')), 'reader', list, true)).to.equal('RoleBinding/readers subjects[0].kind');
  });

  it('is the binding to no role, its subjects, or that there is none', () => {
    expect(at(changed('RoleBinding/readers', (binding) => binding.with('roleRef.name', 'other')), 'reader', list, true)).to.equal('RoleBinding/readers roleRef');
    expect(at(changed('RoleBinding/readers', (binding) => binding.with('subjects', [])), 'reader', list, true)).to.equal('RoleBinding/readers subjects');
    expect(at(folder.filter(({ kind }) => kind !== 'RoleBinding'), 'reader', list, true)).to.equal('Role/read-pods');
    expect(at(folder.filter(({ kind }) => kind === 'ServiceAccount'), 'reader', list, true)).to.equal('ServiceAccount/reader');
  });
});
