import { expect } from 'chai';
import { codeIn, meaningOf, settingIn } from '../../../specs/sample-app/database-complaint.ts';

describe('what the app says about its database', () => {
  it('names the setting, and whether it may pass', () => {
    expect(meaningOf(codeIn({ status: 'database not available', code: 'ER_ACCESS_DENIED_ERROR' }))).to.deep.equal({ setting: 'DB_PASSWORD', final: true });
    expect(meaningOf(codeIn({ code: 'ECONNREFUSED' }))).to.deep.equal({ setting: 'DB_PORT', final: false });
    for (const body of [{ status: 'leaving' }, 'text', undefined, { code: 7 }]) expect(meaningOf(codeIn(body))).to.equal(undefined);
  });

  it('is the variable without which it does not start', () => {
    expect(settingIn('container app has crashed 2 times: "cannot start: DB_PORT is not a whole number up to 65535"')).to.equal('DB_PORT');
    expect(settingIn('cannot start: DB_HOST is not set; DB_USER is not set')).to.equal('DB_HOST');
    expect(settingIn('JWT_KEY is missing')).to.equal(undefined);
  });
});
