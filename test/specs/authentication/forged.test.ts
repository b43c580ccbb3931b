import { expect } from 'chai';
import { unsigned, withClaims } from '../../../specs/authentication/forged.ts';

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const read = (text: string | undefined): unknown => JSON.parse(Buffer.from(text ?? '', 'base64url').toString());

describe('a forged token', () => {
  const token = [part({ alg: 'RS256', kid: 'k' }), part({ sub: 'a', exp: 5 }), 'signature'].join('.');

  it('says something else under the old signature', () => {
    const [header, payload, signature] = withClaims(token, { sub: 'b' }).split('.');
    expect([read(header), read(payload), signature]).to.deep.equal([{ alg: 'RS256', kid: 'k' }, { sub: 'b', exp: 5 }, 'signature']);
  });

  it('says the same without one', () => {
    const [header, payload, signature] = unsigned(token).split('.');
    expect([read(header), read(payload), signature]).to.deep.equal([{ alg: 'none', kid: 'k' }, { sub: 'a', exp: 5 }, '']);
  });
});
