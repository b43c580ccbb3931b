import { expect } from 'chai';
import type { LessonNamespace } from '../../../harness/lesson/given.ts';
import { accountOf, untypable } from '../../../specs/mysql/account.ts';
import { Database } from '../../../specs/mysql/database.ts';
import { given, type Change } from '../checks/fixtures/lesson-05.ts';

/** A namespace whose pod prints this when it is asked for its variables. */
function running(stdout: string): LessonNamespace {
  const pod = { container: () => ({ exec: () => Promise.resolve({ stdout, stderr: '', exitCode: 0 }) }) };
  return { deployment: () => ({ pods: () => ({ now: () => Promise.resolve([pod]) }) }) } as unknown as LessonNamespace;
}
const read = (id: string, change: Change, printed = ''): Promise<unknown> => {
  const lesson = given(id, change);
  return accountOf(lesson, running(printed), Database.of(lesson));
};
const secret = 'Secret/dbsecret';

describe('the account of the app', () => {
  it('is what the Secret says', async () => {
    expect(await read('', (manifest) => manifest)).to.deep.equal({ user: 'koa', password: 'koa' });
    expect(await read(secret, (manifest) => manifest.with('stringData.user', 'app'))).to.deep.equal({ user: 'app', password: 'koa' });
    expect(await read(secret, (manifest) => manifest.without('stringData').with('data', { user: 'YXBw', password: 'c2VjcmV0' }))).to.deep.equal({ user: 'app', password: 'secret' });
  });

  it("is what the server was given where there is no such Secret, and the hands-on's own where that is nothing", async () => {
    const renamed: Change = (manifest) => manifest.named('mysql-account');
    expect(await read(secret, renamed, 'app\0secret\0')).to.deep.equal({ user: 'app', password: 'secret' });
    expect(await read(secret, renamed, '\0\0')).to.deep.equal({ user: 'koa', password: 'koa' });
  });

  it('has values that can be typed, or keys that tell which cannot', () => {
    const keys = (change: Change): string[] => untypable(given(secret, change).manifest('Secret', 'dbsecret'));
    expect(keys((manifest) => manifest)).to.deep.equal([]);
    expect(keys((manifest) => manifest.without('stringData').with('data', { user: 'a29h', password: 'a29hCg==' }))).to.deep.equal(['password']);
    expect(keys((manifest) => manifest.with('stringData.user', ' koa'))).to.deep.equal(['user']);
  });
});
