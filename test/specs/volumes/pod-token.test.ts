import { expect } from 'chai';
import { claimsOf } from '../../../specs/volumes/pod-token.ts';

const tokenOf = (payload: unknown): string => ['{}', JSON.stringify(payload), 'signature'].map((part) => Buffer.from(part).toString('base64url')).join('.');

describe('what a token says', () => {
  it('whom it is for, how long it lasts, and the pod that it belongs to', () => {
    const token = tokenOf({ aud: ['vault'], iat: 1_000, exp: 1_600, 'kubernetes.io': { pod: { name: 'p', uid: 'u1' }, serviceaccount: { name: 'default' } } });
    expect(claimsOf(token)).to.deep.equal({ audiences: ['vault'], lifetimeSeconds: 600, pod: { name: 'p', uid: 'u1' } });
  });

  it('one audience by itself, and nothing that it does not say', () => {
    expect(claimsOf(tokenOf({ aud: 'vault' }))).to.deep.equal({ audiences: ['vault'], lifetimeSeconds: undefined, pod: undefined });
    expect(claimsOf(tokenOf({}))?.audiences).to.deep.equal([]);
  });

  for (const text of ['', 'no token', 'a.b.c', `a.${Buffer.from('null').toString('base64url')}.c`]) {
    it(`nothing, where it is none: "${text}"`, () => { expect(claimsOf(text)).to.equal(undefined); });
  }
});
