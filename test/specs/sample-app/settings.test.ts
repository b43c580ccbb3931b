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

  it('may be made by a program that starts the app', () => {
    const bare = (change: Change): string => failure(app, (manifest) => change(manifest.without(`${container}.env[DB_USER]`)));
    expect(bare((manifest) => manifest.with(`${container}.command`, ['sh', '/start/start.sh']))).to.equal('none');
    expect(bare((manifest) => manifest.with(`${container}.command`, ['/start.sh']))).to.equal('none');
    expect(bare((manifest) => manifest.with(`${container}.command`, ['/usr/local/bin/node', 'server.js']))).to.contain('DB_USER: a value, not none');
  });

  it('names what does not fit the database, and no value', () => {
    expect(failure(app, (manifest) => manifest.with(`${container}.env[DB_HOST].value`, 'mysql'))).to.equal(
      `${app} spec.template.spec.containers[app].env[DB_HOST]: DB_HOST: a Service of Deployment/koa-sample-db: koa-sample-db, not "mysql"`,
    );
    expect(failure(app, (manifest) => manifest.without(`${container}.env[DB_USER]`))).to.contain(`${app} spec.template.spec.containers[app].env`);
    expect(failure(app, (manifest) => manifest.with(`${container}.env[DB_PASSWORD].valueFrom.secretKeyRef.key`, 'root_password'))).to.contain('the same as MYSQL_PASSWORD of Deployment/koa-sample-db, not another value');
  });

  it('names the key of the object whose keys are all variables, and shows what is not secret', () => {
    const wrong = (kind: 'ConfigMap' | 'Secret', data: object): string => failureOf((lesson) => {
      const source = kind === 'ConfigMap' ? { configMapRef: { name: 'koa-sample-db-schema' } } : { secretRef: { name: 'dbsecret' } };
      requireSettings(lesson, lesson.manifest('Deployment', 'koa-sample-ap').without(`${container}.env[DB_HOST]`).with(`${container}.envFrom`, [{ prefix: 'DB_', ...source }]));
    }, kind === 'ConfigMap' ? 'ConfigMap/koa-sample-db-schema' : 'Secret/dbsecret', (manifest) => manifest.with(kind === 'ConfigMap' ? 'data' : 'stringData', { user: 'koa', password: 'koa', ...data }));
    expect(wrong('ConfigMap', { HOST: 'mysql' })).to.equal('ConfigMap/koa-sample-db-schema data.HOST: DB_HOST: a Service of Deployment/koa-sample-db: koa-sample-db, not "mysql"');
    expect(wrong('Secret', { HOST: 'mysql' })).to.equal('Secret/dbsecret stringData.HOST: DB_HOST: a Service of Deployment/koa-sample-db: koa-sample-db, not another value');
    expect(wrong('ConfigMap', { HOTS: 'koa-sample-db' })).to.match(/^Deployment\/koa-sample-ap spec\.template\.spec\.containers\[app\]\.envFrom: DB_HOST: a value, not none/);
  });

  it('asks for values', () => {
    expect(failure(app, (manifest) => manifest.without(`${container}.env[DB_USER]`))).to.contain('DB_USER: a value, not none');
    expect(failure(app, (manifest) => manifest.without(`${container}.env[DB_HOST].value`))).to.contain('DB_HOST: a value, not an empty value');
  });

  it('may name the database in full, by a pod or by an address', () => {
    const host = (value: string): string => failure(app, (manifest) => manifest.with(`${container}.env[DB_HOST].value`, value));
    for (const value of ['koa-sample-db.default', 'koa-sample-db.default.svc', 'koa-sample-db.default.svc.cluster.local', 'koa-sample-db.default.svc.cluster.local.', '10.96.0.10']) expect(host(value), value).to.equal('none');
    for (const value of ['koa-sample-db.prod.svc', 'koa-sample-db.default.svc.example', 'localhost', '127.0.0.1', 'koa-sample-ap']) expect(host(value), value).to.contain('DB_HOST: a Service');
  });

  it('names the Service that sets a variable of the app to an address', () => {
    const port = (name: string, change: Change): string => failureOf((lesson) => {
      requireSettings(lesson, change(lesson.manifest('Deployment', 'koa-sample-ap')));
    }, 'Service/koa-sample-db', (service) => service.named(name).without('spec.clusterIP'));
    const without: Change = (manifest) => manifest.without(`${container}.env[DB_PORT]`).with(`${container}.env[DB_HOST].value`, 'db');
    expect(port('db', without)).to.equal(`${app} spec.template.spec.containers[app].env[DB_PORT]: DB_PORT: a number, not the address of Service/db, which Kubernetes sets as a variable of that name`);
    expect(port('db', (manifest) => without(manifest).with('spec.template.spec.enableServiceLinks', false))).to.equal('none');
    expect(port('db', (manifest) => manifest.with(`${container}.env[DB_HOST].value`, 'db'))).to.equal('none');
  });

  it('may be what a script of the database makes', () => {
    const members = (sql: string): string => failureOf((lesson) => {
      requireSettings(lesson, lesson.manifest('Deployment', 'koa-sample-ap').with(`${container}.env[DB_DATABASE].value`, 'members'));
    }, 'ConfigMap/koa-sample-db-schema', (manifest) => manifest.with('data', { 'a.sql': sql }));
    expect(members('CREATE DATABASE IF NOT EXISTS `members`;')).to.equal('none');
    expect(members('USE members;')).to.contain('DB_DATABASE: the same as MYSQL_DATABASE');
  });
});
