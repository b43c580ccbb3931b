import { expect } from 'chai';
import { requireAccounts } from '../../../specs/mysql/accounts.ts';
import { container } from '../../../specs/checks/env.ts';
import { failureOf, type Change } from '../checks/fixtures/lesson-05.ts';

const server = 'Deployment/koa-sample-db';

describe('the accounts in the environment of the database', () => {
  const failure = (change: Change, id = server): string => failureOf((lesson) => { requireAccounts(lesson, lesson.manifest('Deployment', 'koa-sample-db')); }, id, change);

  it('are right in our own manifests, and may be given in other ways', () => {
    expect(failure((manifest) => manifest)).to.equal('none');
    expect(failure((manifest) => manifest.without(`${container}.env[MYSQL_ROOT_PASSWORD]`).with(`${container}.env[]`, { name: 'MYSQL_RANDOM_ROOT_PASSWORD', value: 'yes' }))).to.equal('none');
    expect(failure((manifest) => manifest.with(`${container}.env[MYSQL_ROOT_PASSWORD]`, { name: 'MYSQL_ROOT_PASSWORD', value: 'another one' }))).to.equal('none');
  });

  it('are named when they are missing or different, without their values', () => {
    expect(failure((manifest) => manifest.without(`${container}.env[MYSQL_ROOT_PASSWORD]`))).to.equal(`${server} spec.template.spec.containers[mysql].env[MYSQL_ROOT_PASSWORD]: MYSQL_ROOT_PASSWORD: a password for root, not none`);
    expect(failure((manifest) => manifest.with(`${container}.env[MYSQL_DATABASE].value`, 'sandbox'))).to.equal(`${server} spec.template.spec.containers[mysql].env[MYSQL_DATABASE]: MYSQL_DATABASE: koa-sample-sandbox, not another value`);
    expect(failure((manifest) => manifest.with('stringData.password', 'secret word'), 'Secret/dbsecret')).to.equal(`${server} spec.template.spec.containers[mysql].env[MYSQL_PASSWORD]: MYSQL_PASSWORD: the password of koa, not another value`);
  });
});
