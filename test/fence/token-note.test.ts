import { expect } from 'chai';
import { noteOfTokens } from '../../harness/fence/token-note.ts';
import { Manifest } from '../../harness/manifests/manifest.ts';

const manifestOf = (object: object): Manifest => new Manifest({ metadata: { name: 'x' }, ...object }, undefined, '05-ingress');

describe('tokens that pods ask for and do not get', () => {
  it('are told once, with all who ask', () => {
    const note = noteOfTokens([
      manifestOf({ kind: 'ServiceAccount', automountServiceAccountToken: true }),
      manifestOf({ apiVersion: 'apps/v1', kind: 'Deployment', spec: { template: { spec: { automountServiceAccountToken: true } } } }),
      manifestOf({ kind: 'Pod', spec: { automountServiceAccountToken: false } }),
      manifestOf({ kind: 'ConfigMap', data: { automountServiceAccountToken: 'true' } }),
    ]);
    expect(note?.en).to.equal('automountServiceAccountToken: true is taken for false (ServiceAccount/x, Deployment/x): no pod of the lesson asks the API server, so none is given a token for it. `--allow accounts` gives it.');
  });

  it('are not told of where nobody asks', () => {
    expect(noteOfTokens([manifestOf({ kind: 'Pod', spec: {} }), manifestOf({ kind: 'ServiceAccount' })])).to.equal(undefined);
  });
});
