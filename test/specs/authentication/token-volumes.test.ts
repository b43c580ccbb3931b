import { expect } from 'chai';
import { tokenVolumes } from '../../../specs/authentication/token-volumes.ts';

describe('the volumes of a pod with a token', () => {
  it('are found by what they are made of', () => {
    const volumes = [
      { name: 'settings', configMap: { name: 'a' } }, { name: 'kube-api-access-x', projected: { sources: [{ configMap: {} }, { serviceAccountToken: { path: 'token' } }] } },
      { name: 'mixed', projected: { sources: [{ secret: {} }] } },
    ];
    expect(tokenVolumes({ spec: { containers: [], volumes } })).to.deep.equal(['kube-api-access-x']);
    expect(tokenVolumes({})).to.deep.equal([]);
  });
});
