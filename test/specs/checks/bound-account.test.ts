import { expect } from 'chai';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { boundElsewhere, isElsewhere } from '../../../specs/checks/bound-account.ts';

const account = (namespace?: string): Manifest => new Manifest({ kind: 'ServiceAccount', metadata: { name: 'reader', namespace } } as never, undefined, 'l');
const bearer = (namespace?: string) => ({ kind: 'ServiceAccount', name: 'reader', ...(namespace === undefined ? {} : { namespace }) }) as const;

describe('an account that a binding names', () => {
  it('is elsewhere where the folder says that it is in another namespace, or in one of the cluster itself', () => {
    const said = (own: string | undefined, named: string | undefined) => isElsewhere([account(own)], bearer(named));
    expect([said('team', 'other'), said(undefined, 'kube-system')]).to.deep.equal([true, true]);
    expect([said('team', 'team'), said('team', undefined), said(undefined, 'team'), said(undefined, undefined), said('kube-system', 'kube-system')]).to.deep.equal([false, false, false, false, false]);
    expect(isElsewhere([account('team')], { kind: 'User', name: 'reader', namespace: 'other' })).to.equal(false);
  });

  it('is told with its place', () => {
    const binding = new Manifest({ kind: 'RoleBinding', metadata: { name: 'b' }, subjects: [bearer('team'), bearer('other')] } as never, undefined, 'l');
    expect(boundElsewhere([account('team'), binding], ['RoleBinding'], 'reader')).to.deep.equal({ on: binding, field: 'subjects[1].namespace' });
    expect(boundElsewhere([account('team'), binding], ['ClusterRoleBinding'], 'reader')).to.equal(undefined);
    expect(boundElsewhere([account(), binding], ['RoleBinding'], 'reader')).to.equal(undefined);
  });
});
