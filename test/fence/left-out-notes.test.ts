import { expect } from 'chai';
import { noteOfPriority, noteOfTokens, notesOfLeftOut } from '../../harness/fence/left-out-notes.ts';
import { Manifest } from '../../harness/manifests/manifest.ts';

const manifestOf = (object: object): Manifest => new Manifest({ metadata: { name: 'x' }, ...object }, undefined, '05-ingress');

describe('tokens that pods ask for and do not get', () => {
  it('are told once, with all who ask', () => {
    const asking = [
      manifestOf({ kind: 'ServiceAccount', automountServiceAccountToken: true }),
      manifestOf({ apiVersion: 'apps/v1', kind: 'Deployment', spec: { template: { spec: { automountServiceAccountToken: true } } } }),
      manifestOf({ kind: 'Pod', spec: { automountServiceAccountToken: false } }),
      manifestOf({ kind: 'ConfigMap', data: { automountServiceAccountToken: 'true' } }),
      manifestOf({ kind: 'Secret', type: 'kubernetes.io/service-account-token' }),
      manifestOf({ kind: 'Job', spec: { template: { spec: { volumes: [{ name: 'v', projected: { sources: [{ serviceAccountToken: { path: 'token' } }] } }] } } } }),
      manifestOf({ kind: 'StatefulSet', spec: { template: { spec: { volumes: [{ name: 'v', projected: { sources: [{ serviceAccountToken: { path: 'token', audience: 'vault' } }] } }] } } } }),
    ];
    const note = noteOfTokens(asking, true);
    expect(noteOfTokens(asking, 'all')?.en).to.include('Job/x, StatefulSet/x.');
    expect(note?.en).to.equal('no pod of the lesson asks the API server, so the tokens that these ask for are left out: ServiceAccount/x, Deployment/x, Secret/x, Job/x. `--allow accounts` gives them.');
  });

  it('are not told of where nobody asks', () => {
    expect(noteOfTokens([manifestOf({ kind: 'Pod', spec: {} }), manifestOf({ kind: 'ServiceAccount' })], 'all')).to.equal(undefined);
  });
});

describe('a priority of the cluster itself', () => {
  it('is told with all who ask for it', () => {
    const agent = manifestOf({ apiVersion: 'apps/v1', kind: 'DaemonSet', spec: { template: { spec: { priorityClassName: 'system-node-critical' } } } });
    const other = manifestOf({ kind: 'Pod', spec: { priorityClassName: 'high' } });
    expect(noteOfPriority([agent, other])?.en).to.equal('the priority of what keeps the cluster itself running is left out: DaemonSet/x. `--allow nodes` gives it.');
    expect(noteOfPriority([other, manifestOf({ kind: 'ConfigMap' })])).to.equal(undefined);
  });
});

describe('objects that are not made', () => {
  it('are told with the reason that they share', () => {
    const notes = notesOfLeftOut([manifestOf({ kind: 'Role' }), manifestOf({ kind: 'HorizontalPodAutoscaler' }), manifestOf({ kind: 'RoleBinding' })]);
    expect(notes.map(({ en }) => en)).to.deep.equal([
      'rights in the cluster, of which the lesson needs none, are left out: Role/x, RoleBinding/x. `--allow accounts` gives them.',
      'HorizontalPodAutoscaler/x is left out, as the lesson itself decides how many pods there are: its workload has as many as it would have without load.',
    ]);
    expect(notesOfLeftOut([])).to.deep.equal([]);
  });
});
