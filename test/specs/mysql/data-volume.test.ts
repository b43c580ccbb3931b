import { expect } from 'chai';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { Database } from '../../../specs/mysql/database.ts';
import { initScripts, mountedAt } from '../../../specs/mysql/data-volume.ts';
import { given, type Change } from '../checks/fixtures/lesson-05.ts';

const path = 'spec.template.spec.containers[mysql]';
const changed = (change: Change): [ReturnType<typeof given>, Database] => {
  const lesson = given('Deployment/koa-sample-db', change);
  return [lesson, Database.of(lesson)];
};

describe('what is mounted into the database', () => {
  const data = (change: Change, folder = '/var/lib/mysql/') => mountedAt(changed(change)[1], folder);

  it('is the volume in whose mount the data folder lies, and the claim behind it', () => {
    expect(data((manifest) => manifest)).to.include({ volume: 'spec.template.spec.volumes[0]', claim: 'mysql-pv-claim' });
    expect(data((manifest) => manifest.with(`${path}.volumeMounts[data].mountPath`, '/var/lib'))).to.include({ claim: 'mysql-pv-claim' });
    expect(data((manifest) => manifest.with(`${path}.volumeMounts[data].mountPath`, '/data/'), '/data/db')).to.include({ claim: 'mysql-pv-claim' });
  });

  it('is the nearest one, and none where only a folder below is mounted', () => {
    expect(data((manifest) => manifest.with(`${path}.volumeMounts[]`, { name: 'schema', mountPath: '/var/lib/mysql/files' }))).to.include({ claim: 'mysql-pv-claim' });
    expect(data((manifest) => manifest.with(`${path}.volumeMounts[data].mountPath`, '/var/lib/mysql/data'))).to.equal(undefined);
    expect(data((manifest) => manifest, '/tmp/mysql/')).to.equal(undefined);
    expect(data((manifest) => manifest, '/var/lib/mysql-files')).to.equal(undefined);
  });

  it('is a folder of the node, or the first claim that a StatefulSet makes', () => {
    const onNode = data((manifest) => manifest.with('spec.template.spec.volumes[data]', { name: 'data', hostPath: { path: '/data/mysql' } }));
    expect(onNode).to.include({ hostPath: '/data/mysql' }).and.not.have.property('claim');
    const set = data((manifest) => new Manifest({ ...manifest.without('spec.template.spec.volumes[data]').object, kind: 'StatefulSet' }, undefined, '').with('spec.volumeClaimTemplates', [{ metadata: { name: 'data' } }]));
    expect(set).to.include({ volume: 'spec.volumeClaimTemplates[0]', claim: 'data-koa-sample-db-0' });
  });
});

describe('the init scripts of the database', () => {
  const scripts = (change: Change, script?: string): string => {
    const { on, field = '' } = initScripts(...changed(change), script);
    return typeof on === 'string' ? on : `${on.id} ${on.path(field)}`;
  };

  it('come from a ConfigMap, a key of it, another volume, or no mount at all', () => {
    expect(scripts((manifest) => manifest)).to.equal('ConfigMap/koa-sample-db-schema data');
    expect(scripts((manifest) => manifest, '/docker-entrypoint-initdb.d/02-rows.sql')).to.equal("ConfigMap/koa-sample-db-schema data['02-rows.sql']");
    expect(scripts((manifest) => manifest.with(`${path}.volumeMounts[schema].mountPath`, '/docker-entrypoint-initdb.d/'))).to.contain('ConfigMap');
    const named = (...paths: string[]) => scripts((manifest) => manifest.with('spec.template.spec.volumes[schema].configMap.items', paths.map((each) => ({ key: 'all', path: each }))));
    expect(named('all.txt', 'sql'), 'which the image does not run').to.equal('Deployment/koa-sample-db spec.template.spec.volumes[schema].configMap.items');
    expect(named('all.txt', 'all.sql.gz')).to.equal('ConfigMap/koa-sample-db-schema data');
    expect(scripts((manifest) => manifest.with(`${path}.volumeMounts[schema].mountPath`, '/sql'))).to.equal(`Deployment/koa-sample-db ${path}.volumeMounts`);
    expect(scripts((manifest) => manifest.without('spec.template.spec.volumes[schema].configMap').with('spec.template.spec.volumes[schema].emptyDir', {}))).to.equal('Deployment/koa-sample-db spec.template.spec.volumes[schema]');
  });
});
