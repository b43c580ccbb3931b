import { expect } from 'chai';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { gives, grantsTo, rulesOf } from '../../../specs/authorization/rules.ts';

const manifest = (kind: string, name: string, more: object): Manifest => new Manifest({ kind, metadata: { name, ...('labels' in more ? { labels: more.labels } : {}) }, ...more } as never, undefined, 'l');

describe('what a rule gives', () => {
  const rule = { apiGroups: [''], resources: ['pods', 'pods/log'], verbs: ['get', 'list'] };
  it('is each verb on each resource of its groups', () => {
    expect(gives(rule, { verb: 'list', resource: 'pods' })).to.equal(true);
    expect(gives(rule, { verb: 'get', resource: 'pods', subresource: 'log', name: 'a' })).to.equal(true);
    for (const right of [{ verb: 'watch', resource: 'pods' }, { verb: 'get', resource: 'pods', group: 'apps' }, { verb: 'get', resource: 'secrets' }, { verb: 'get', resource: 'pods', subresource: 'exec' }]) expect(gives(rule, right), JSON.stringify(right)).to.equal(false);
  });

  it('is everything where it says *', () => {
    expect(gives({ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }, { verb: 'x', resource: 'y', group: 'z', subresource: 's' })).to.equal(true);
    expect(gives({ apiGroups: [''], resources: ['*/log'], verbs: ['get'] }, { verb: 'get', resource: 'pods', subresource: 'log' })).to.equal(true);
  });

  it('is only what has a name, where it says names', () => {
    const named = { ...rule, resourceNames: ['web'] };
    expect([gives(named, { verb: 'get', resource: 'pods', name: 'web' }), gives(named, { verb: 'get', resource: 'pods', name: 'db' }), gives(named, { verb: 'list', resource: 'pods' })]).to.deep.equal([true, false, false]);
  });
});

describe('the grants of a folder', () => {
  const roleRef = { kind: 'Role', name: 'read' };
  const folder = [
    manifest('Role', 'read', { rules: [{ verbs: ['get'] }] }),
    manifest('RoleBinding', 'readers', { roleRef, subjects: [{ kind: 'ServiceAccount', name: 'reader' }, { kind: 'Group', name: 'developers' }] }),
    manifest('RoleBinding', 'lost', { roleRef: { kind: 'ClusterRole', name: 'read' }, subjects: [{ kind: 'User', name: 'reader' }] }),
    manifest('ClusterRole', 'whole', { aggregationRule: { clusterRoleSelectors: [{ matchLabels: { part: 'yes' } }] } }),
    manifest('ClusterRole', 'part', { labels: { part: 'yes' }, rules: [{ verbs: ['list'] }] }),
    manifest('ClusterRole', 'other', { labels: { part: 'no' }, rules: [{ verbs: ['watch'] }] }),
  ];

  it('are found by kind and name of who is bound', () => {
    const found = (kind: 'ServiceAccount' | 'User' | 'Group', name: string): string[] => grantsTo(folder, [{ kind, name }]).map(({ binding, role }) => `${binding.name} ${role?.id ?? 'none'}`);
    expect(found('ServiceAccount', 'reader')).to.deep.equal(['readers Role/read']);
    expect(found('Group', 'developers')).to.deep.equal(['readers Role/read']);
    expect(found('User', 'reader')).to.deep.equal(['lost none']);
    expect(found('User', 'jane')).to.deep.equal([]);
  });

  it('are none to an account that is somewhere else', () => {
    const account = new Manifest({ kind: 'ServiceAccount', metadata: { name: 'reader', namespace: 'team' } }, undefined, 'l');
    const bound = (namespace?: string) => manifest('RoleBinding', 'readers', { roleRef, subjects: [{ kind: 'ServiceAccount', name: 'reader', namespace }] });
    const grants = (...all: Manifest[]) => grantsTo(all, [{ kind: 'ServiceAccount', name: 'reader' }]).length;
    expect([grants(account, bound('other')), grants(account, bound('team')), grants(account, bound()), grants(bound('other'))]).to.deep.equal([0, 1, 1, 1]);
  });

  it('have the rules of roles that are put together of each other', () => {
    const of = (name: string, part: string, labels: object) => manifest('ClusterRole', name, { labels, aggregationRule: { clusterRoleSelectors: [{ matchLabels: { part } }] } });
    const [first, second, last] = [of('first', 'a', { part: 'b' }), of('second', 'b', { part: 'a' }), manifest('ClusterRole', 'last', { labels: { part: 'b' }, rules: [{ verbs: ['list'] }] })];
    expect(rulesOf([first, second, last], first).map(({ role }) => role.id)).to.deep.equal(['ClusterRole/last']);
  });

  it('have the rules of all parts of an aggregated role', () => {
    const rules = (name: string): unknown => rulesOf(folder, folder.find((each) => each.name === name) as Manifest).map(({ role, field, rule }) => [role.id, field, rule.verbs]);
    expect(rules('whole')).to.deep.equal([['ClusterRole/part', 'rules[0]', ['list']]]);
    expect(rules('other')).to.deep.equal([['ClusterRole/other', 'rules[0]', ['watch']]]);
  });
});
