import { expect } from 'chai';
import { newAgeKeys, openedWith, sealedFor } from '../../../specs/etcd/seal.ts';

describe('a backup that is sealed', () => {
  const data = Buffer.from('/registry/configmaps/default/plain no-secret-at-all');

  it('is a file of age, in which nothing can be read, and is opened with its identity', async () => {
    const { identity, recipient } = await newAgeKeys();
    const sealed = Buffer.from(await sealedFor(recipient, data));
    expect(sealed.toString('latin1')).to.match(/^age-encryption\.org\/v1\n/).and.not.to.include('registry');
    expect(Buffer.from(await openedWith(identity, sealed)).equals(data)).to.equal(true);
  });

  const refusal = async (opening: Promise<unknown>): Promise<string> => await opening.then(() => 'opened', (error: unknown) => String(error));

  it('is not opened with another identity, nor when one bit is another', async () => {
    const [own, other] = await Promise.all([newAgeKeys(), newAgeKeys()]);
    const sealed = await sealedFor(own.recipient, data);
    expect(await refusal(openedWith(other.identity, sealed))).to.match(/no identity matched/);
    const last = sealed.length - 1;
    sealed[last] = (sealed[last] ?? 0) ^ 1;
    expect(await refusal(openedWith(own.identity, sealed))).to.match(/invalid tag/);
  });
});
