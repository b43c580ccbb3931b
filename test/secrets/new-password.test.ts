import { expect } from 'chai';
import { hideSecrets } from '../../harness/secrets/known-secrets.ts';
import { newPassword } from '../../harness/secrets/new-password.ts';

describe('a new password', () => {
  it('is another one each time, and is said by nobody', () => {
    const [one, other] = [newPassword(), newPassword()];
    expect(one).to.match(/^[\w-]{24}$/).and.not.to.equal(other);
    expect(hideSecrets(`login as learner with ${one} or ${other}`)).not.to.contain(one).and.not.to.contain(other);
    expect(hideSecrets(Buffer.from(one).toString('base64'))).not.to.contain(Buffer.from(one).toString('base64'));
  });
});
