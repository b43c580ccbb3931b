import { expect } from 'chai';
import { container, envField, envOrigin, envValue, hasEnv, namesNoVariable } from '../../../specs/checks/env.ts';
import { app, given, type Change } from './fixtures/lesson-05.ts';

describe('the environment of a container', () => {
  const read = (name: string, change: Change): { has: boolean; value: string | undefined } => {
    const lesson = given(app, change);
    const deployment = lesson.manifest('Deployment', 'koa-sample-ap');
    return { has: hasEnv(lesson, deployment, name), value: envValue(lesson, deployment, name) };
  };

  it('has values that are written, and those of Secrets and ConfigMaps of the folder', () => {
    expect(read('DB_HOST', (manifest) => manifest)).to.deep.equal({ has: true, value: 'koa-sample-db' });
    expect(read('DB_USER', (manifest) => manifest)).to.deep.equal({ has: true, value: 'koa' });
    const fromConfigMap = { name: 'SQL', valueFrom: { configMapKeyRef: { name: 'koa-sample-db-schema', key: '02-rows.sql' } } };
    expect(read('SQL', (manifest) => manifest.with(`${container}.env[]`, fromConfigMap)).value).to.match(/^INSERT/);
  });

  it('has all keys of a Secret that is taken as a whole, unless one is written', () => {
    const whole: Change = (manifest) => manifest.with(`${container}.envFrom`, [{ secretRef: { name: 'dbsecret' } }, { prefix: 'DB_', secretRef: { name: 'dbsecret' } }]);
    expect(read('root_password', whole)).to.deep.equal({ has: true, value: 'mysql' });
    expect(read('DB_root_password', whole)).to.deep.equal({ has: true, value: 'mysql' });
    expect(read('DB_HOST', whole).value).to.equal('koa-sample-db');
    expect(read('other', whole)).to.deep.equal({ has: false, value: undefined });
  });

  it('is that of the first container, or of another one that is named', () => {
    const sidecar = 'spec.template.spec.containers[log]';
    const lesson = given(app, (manifest) => manifest.with('spec.template.spec.containers[]', { name: 'log', env: [{ name: 'DB_HOST', value: 'elsewhere' }], envFrom: [{ secretRef: { name: 'dbsecret' } }] }));
    const deployment = lesson.manifest('Deployment', 'koa-sample-ap');
    expect(envValue(lesson, deployment, 'DB_HOST')).to.equal('koa-sample-db');
    expect(envValue(lesson, deployment, 'DB_HOST', sidecar)).to.equal('elsewhere');
    expect(hasEnv(lesson, deployment, 'root_password')).to.equal(false);
    expect(hasEnv(lesson, deployment, 'root_password', sidecar)).to.equal(true);
    expect(envField('DB_HOST', sidecar)).to.equal(`${sidecar}.env[DB_HOST]`);
  });

  it('has what is put together from variables before it', () => {
    const host = (value: string): Change => (manifest) => manifest
      .with(`${container}.env`, [{ name: 'DOMAIN', value: 'default.svc' }, { name: 'DB_HOST', value }, { name: 'LATER', value: 'x' }])
      .with(`${container}.envFrom`, [{ prefix: 'OF_', secretRef: { name: 'dbsecret' } }]);
    expect(read('DB_HOST', host('db.$(DOMAIN)')).value).to.equal('db.default.svc');
    expect(read('DB_HOST', host('$(OF_user).db')).value).to.equal('koa.db');
    expect(read('DB_HOST', host('a$$(DOMAIN)')).value).to.equal('a$(DOMAIN)');
    expect(read('DB_HOST', host('db.$(LATER)')).value).to.equal(undefined);
  });

  it('has what is known only when the container runs, and no empty value', () => {
    expect(read('DB_HOST', (manifest) => manifest.with(`${container}.env[DB_HOST].value`, 'db.$(DOMAIN)'))).to.deep.equal({ has: true, value: undefined });
    expect(read('NODE', (manifest) => manifest.with(`${container}.env[]`, { name: 'NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }))).to.deep.equal({ has: true, value: undefined });
    expect(read('DB_HOST', (manifest) => manifest.without(`${container}.env[DB_HOST].value`))).to.deep.equal({ has: false, value: '' });
  });

  it('leaves the name of a variable as it is written, where none in front of it is called so', () => {
    const left = (value: string, sources: object[] = [{ secretRef: { name: 'dbsecret' } }]): boolean => {
      const lesson = given(app, (manifest) => manifest.with(`${container}.env`, [{ name: 'BEFORE', value: 'a' }, { name: 'DB_USER', value }, { name: 'LATER', value: 'b' }]).with(`${container}.envFrom`, sources));
      return namesNoVariable(lesson, lesson.manifest('Deployment', 'koa-sample-ap'), 'DB_USER');
    };
    for (const value of ['$(username)', 'a-$(LATER)', '$(user)$(nobody)']) expect(left(value), value).to.equal(true);
    for (const value of ['koa', '$(user)', '$(BEFORE)', '$$(username)', '$(DB_SERVICE_HOST)', '$(DB_PORT_3306_TCP)']) expect(left(value), value).to.equal(false);
    expect(left('$(username)', [{ secretRef: { name: 'of-another-folder' } }]), 'what it may come from is out of sight').to.equal(false);
  });

  it('is found where it is written', () => {
    const origin = (name: string): string => {
      const lesson = given(app, (manifest) => manifest.with(`${container}.envFrom`, [{ prefix: 'A_', secretRef: { name: 'dbsecret' } }, { configMapRef: { name: 'koa-sample-db-schema' } }]));
      const { on, field } = envOrigin(lesson, lesson.manifest('Deployment', 'koa-sample-ap'), name);
      return `${on.id} ${field}`;
    };
    expect(origin('DB_HOST')).to.equal(`${app} ${container}.env[DB_HOST]`);
    expect(origin('A_user')).to.equal('Secret/dbsecret stringData.user');
    expect(origin('02-rows.sql')).to.equal("ConfigMap/koa-sample-db-schema data['02-rows.sql']");
    expect(origin('nobody')).to.equal(`${app} ${container}.envFrom`);
  });
});
