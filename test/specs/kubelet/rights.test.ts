import { expect } from 'chai';
import { join } from 'node:path';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { Manifests } from '../../../harness/manifests/manifests.ts';
import { decidingField } from '../../../specs/kubelet/rights.ts';

const ours = join(import.meta.dirname, '../../../manifests');

describe('what decides about the rights of an account', () => {
  const decides = (right: string, change: (manifest: Manifest) => Manifest | undefined = (manifest) => manifest): string => {
    const manifests = new Manifests(Manifests.load({ dir: ours, ours }, '13-kubelet', []).all().flatMap((manifest) => change(manifest) ?? []));
    const { on, field } = decidingField(manifests, 'metrics-reader', right);
    return `${typeof on === 'string' ? on : on.id} ${field ?? ''}`.trim();
  };
  const changed = (id: string, path: string, value: unknown) => (manifest: Manifest): Manifest => (manifest.id === id ? manifest.with(path, value) : manifest);
  const role = 'ClusterRole/metrics-reader';
  const binding = 'ClusterRoleBinding/metrics-reader';

  it('is the rule that gives the right, or the part of it that does not fit', () => {
    expect(decides('metrics')).to.equal(`${role} rules[0].resources`);
    expect(decides('proxy')).to.equal(`${role} rules[0].resources`);
    expect(decides('metrics', changed(role, 'rules[0].verbs', ['list']))).to.equal(`${role} rules[0].verbs`);
    expect(decides('metrics', changed(role, 'rules[0].apiGroups', ['apps']))).to.equal(`${role} rules[0].apiGroups`);
    expect(decides('metrics', changed(role, 'rules[0].resourceNames', ['node-1']))).to.equal(`${role} rules[0].resourceNames`);
    expect(decides('metrics', changed(role, 'rules', [{ apiGroups: ['apps'], resources: ['pods'], verbs: ['list'] }, { apiGroups: ['*'], resources: ['*'], verbs: ['*'] }]))).to.equal(`${role} rules[1].resources`);
  });

  it('is a role without rules, or a binding that leads to none', () => {
    expect(decides('metrics', changed(role, 'rules', []))).to.equal(`${role} rules`);
    expect(decides('metrics', changed(binding, 'roleRef.name', 'nothing'))).to.equal(`${binding} roleRef`);
  });

  it('is a binding that was copied, and still leads to the role of the one before it', () => {
    const before = Manifests.load({ dir: ours, ours }, '13-kubelet', []).all('ClusterRoleBinding').map(({ name }) => name);
    const [first = '', second = ''] = before;
    const manifests = new Manifests(Manifests.load({ dir: ours, ours }, '13-kubelet', []).all().map(changed(`ClusterRoleBinding/${second}`, 'roleRef.name', first)));
    const { on, field } = decidingField(manifests, second, 'metrics');
    expect(`${typeof on === 'string' ? on : on.id} ${field ?? ''}`).to.equal(`ClusterRoleBinding/${second} roleRef.name`);
  });

  it('is, without a binding, the one that names somebody else or holds in one namespace, else the account', () => {
    expect(decides('metrics', changed(binding, 'subjects[0].name', 'metric-reader'))).to.equal(`${binding} subjects`);
    expect(decides('metrics', (manifest) => (manifest.id === binding ? new Manifest({ ...manifest.object, kind: 'RoleBinding' }, undefined, '13-kubelet') : manifest))).to.equal('RoleBinding/metrics-reader kind');
    expect(decides('metrics', (manifest) => (manifest.id === binding ? undefined : manifest))).to.equal('ServiceAccount/metrics-reader');
  });
});
