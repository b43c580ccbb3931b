import { expect } from 'chai';
import { secret, showsSecret } from '../../../specs/cluster-logging/writers.ts';

describe('a line that must not show a secret', () => {
  it('shows it in whole or in part', () => {
    expect(showsSecret(`sign-in of ann with password=${secret} accepted`)).to.equal(true);
    expect(showsSecret(`sign-in of ann with password=****${secret.slice(secret.indexOf('-'))} accepted`)).to.equal(true);
  });

  it('does not where all of it is hidden', () => {
    for (const masked of ['password=****', 'password=', '[REDACTED]', '']) expect(showsSecret(`sign-in of ann with ${masked} accepted`), masked).to.equal(false);
  });
});
