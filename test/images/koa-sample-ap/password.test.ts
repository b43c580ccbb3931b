import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { hashPassword, verifyPassword } from '../../../images/koa-sample-ap/src/password.ts';

describe('passwords of the sample app', () => {
  it('know the right one from a wrong one', async () => {
    const hash = await hashPassword('admin');
    expect(hash).to.match(/^scrypt\$16384\$8\$1\$[\w+/=]+\$[\w+/=]+$/);
    expect(await verifyPassword('admin', hash)).to.equal(true);
    expect(await verifyPassword('Admin', hash)).to.equal(false);
  });

  it('are salted: the same password twice gives two hashes', async () => {
    expect(await hashPassword('admin')).not.to.equal(await hashPassword('admin'));
  });

  for (const [what, hash] of [['no hash', undefined], ['an empty hash', ''], ['the password itself', 'admin'], ['a key that is too short', 'scrypt$16384$8$1$c2FsdA==$c2hvcnQ=']] as const) {
    it(`let nobody in by ${what}, and take as long over it`, async () => {
      const start = performance.now();
      expect(await verifyPassword('admin', hash)).to.equal(false);
      // scrypt with 16 MiB takes tens of milliseconds on any machine; skipping it takes none.
      expect(performance.now() - start).to.be.greaterThan(5);
    });
  }

  it('are those of the schema that the lessons use: admin@user.com logs in with admin', async () => {
    const schema = await readFile(new URL('../../../manifests/04-mysql/schema.yaml', import.meta.url), 'utf8');
    const hash = /'(scrypt\$[^']+)'/.exec(schema)?.[1];
    expect(await verifyPassword('admin', hash)).to.equal(true);
  });
});
