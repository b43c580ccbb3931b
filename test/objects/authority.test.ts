import { X509Certificate, createPrivateKey } from 'node:crypto';
import { expect } from 'chai';
import { Authority } from '../../harness/objects/authority.ts';
import type { Scope } from '../../harness/objects/scope.ts';

describe('an authority that no cluster trusts', () => {
  it("signs clients' certificates, also such as have ended", async () => {
    const authority = await Authority.unknown();
    const { certificate, key } = await authority.certificate({ user: 'jane', groups: ['developers', 'a, b+c'], from: -60, until: -30 });
    const seen = new X509Certificate(certificate);
    expect(seen.subject).to.equal('CN=jane\nO=developers\nO=a\\, b\\+c');
    expect(seen.issuer).to.equal('CN=another authority');
    expect(seen.keyUsage).to.deep.equal(['1.3.6.1.5.5.7.3.2']);
    expect(Date.parse(seen.validTo) - Date.parse(seen.validFrom)).to.be.within(29_000, 31_000);
    expect(Date.parse(seen.validTo)).to.be.below(Date.now());
    expect(seen.checkPrivateKey(createPrivateKey(key))).to.equal(true);
  });

  it('signs tokens that say the same as another, or something else', async () => {
    const authority = await Authority.unknown();
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const like = [part({ alg: 'RS256', kid: 'k' }), part({ sub: 'a', exp: 5 }), 'signature'].join('.');
    const read = (token: string): unknown => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    expect(read(authority.token(like))).to.deep.equal({ sub: 'a', exp: 5 });
    expect(read(authority.token(like, { exp: 1 }))).to.deep.equal({ sub: 'a', exp: 1 });
    expect(authority.token(like).split('.')[0]).to.equal(like.split('.')[0]);
    expect(authority.token(like).split('.')[2]).to.not.equal('signature');
  });

  it("has no keys of a cluster that is not ours", async () => {
    const scope = { session: { context: { cluster: { provider: 'context' } } } } as unknown as Scope;
    const error: unknown = await Authority.ofCluster(scope).catch((thrown: unknown) => thrown);
    expect(String(error)).to.contain('given.onOwnCluster');
  });
});
