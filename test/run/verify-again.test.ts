import { expect } from 'chai';
import { verifyCommand } from '../../harness/run/verify-again.ts';

describe('the command that verifies again', () => {
  it('has the same options', () => {
    const options = { context: 'kind-mine', namespace: 'me', names: [{ name: 'db', called: 'my-db' }], yes: true, manifests: '/home/me/mine', ingress: 'http://127.0.0.1:8080', language: 'ja' } as const;
    expect(verifyCommand(['05-ingress'], options, '/home/me', {})).to.equal('npm run verify -- 05 --context kind-mine --namespace me --as db=my-db --manifests mine --ingress http://127.0.0.1:8080 --yes --lang ja');
    expect(verifyCommand(['01-pods'], { context: 'c', namespace: 'n', names: [], yes: false, language: 'en' }, '/', {})).to.equal('npm run verify -- 01 --context c --namespace n');
  });
});
