import { expect } from 'chai';
import { container } from '../../../specs/checks/env.ts';
import { requireSettings } from '../../../specs/sample-app/settings.ts';
import { app, failureOf, given, type Change } from '../checks/fixtures/lesson-05.ts';

describe('the settings of the app', () => {
  const failure = (id: string, change: Change): string => failureOf((lesson) => { requireSettings(lesson, lesson.manifest('Deployment', 'koa-sample-ap')); }, id, change);

  it('is right in our own manifests', () => {
    requireSettings(given(), given().manifest('Deployment', 'koa-sample-ap'));
  });

  it('may be said in other words', () => {
    expect(failure(app, (manifest) => manifest.without(`${container}.env[DB_PORT]`))).to.equal('none');
    expect(failure(app, (manifest) => manifest.with(`${container}.env[JWT_KEY]`, { name: 'JWT_KEY', value: 'a key' }))).to.equal('none');
    expect(failure(app, (manifest) => manifest.without(`${container}.env[JWT_KEY]`).with(`${container}.envFrom`, [{ prefix: 'JWT_', secretRef: { name: 'keys' } }, { prefix: 'JWT_', secretRef: { name: 'dbsecret' } }])
      .with(`${container}.env[]`, { name: 'JWT_KEY', valueFrom: { fieldRef: { fieldPath: 'metadata.uid' } } }))).to.equal('none');
    expect(failure(app, (manifest) => manifest.with(`${container}.env[DB_HOST].value`, '$(NAME)'))).to.equal('none');
    expect(failure('Secret/dbsecret', (manifest) => manifest.without('stringData').with('data', { user: 'a29h', password: 'a29h' }))).to.equal('none');
  });

  it('names what does not fit the database, and no value', () => {
    expect(failure(app, (manifest) => manifest.with(`${container}.env[DB_HOST].value`, 'mysql'))).to.equal(
      `${app} spec.template.spec.containers[app].env[DB_HOST]: DB_HOST: a Service of Deployment/koa-sample-db: koa-sample-db, not another value`,
    );
    expect(failure(app, (manifest) => manifest.without(`${container}.env[DB_USER]`))).to.contain(`${app} spec.template.spec.containers[app].env`);
    expect(failure(app, (manifest) => manifest.with(`${container}.env[DB_PASSWORD].valueFrom.secretKeyRef.key`, 'root_password'))).to.contain('the same as MYSQL_PASSWORD of Deployment/koa-sample-db, not another value');
  });

  it('asks for values, and for a key of its own', () => {
    expect(failure(app, (manifest) => manifest.without(`${container}.env[JWT_KEY]`))).to.contain(`${app} spec.template.spec.containers[app].env`).and.contain('JWT_KEY: a value, not none');
    expect(failure(app, (manifest) => manifest.with(`${container}.env[JWT_KEY]`, { name: 'JWT_KEY', value: '' }))).to.contain('JWT_KEY: a value, not an empty value');
    expect(failure(app, (manifest) => manifest.without(`${container}.env[DB_HOST].value`))).to.contain('DB_HOST: a value, not an empty value');
  });
});
