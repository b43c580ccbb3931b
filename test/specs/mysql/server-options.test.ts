import { expect } from 'chai';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { Manifests } from '../../../harness/manifests/manifests.ts';
import type { Given } from '../../../harness/lesson/given.ts';
import { Database } from '../../../specs/mysql/database.ts';
import { isOptionSet, optionSet } from '../../../specs/mysql/server-options.ts';

const path = 'spec.template.spec.containers[mysql]';

/** A folder with one Deployment, whose container holds this, and these files. */
function folder(container: object, files: Record<string, string> = {}): [Given, Database] {
  const object = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'koa-sample-db' }, spec: { template: { spec: { containers: [{ name: 'mysql', image: 'mysql:9.7', ...container }] } } } };
  const deployment = new Manifest(object, undefined, '04-mysql');
  const configMap = new Manifest({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config' }, data: files } as never, undefined, '04-mysql');
  return [{ manifests: new Manifests([deployment, configMap]) } as unknown as Given, new Database(deployment)];
}

/** Where an option is set. */
function found([given, database]: [Given, Database], ...options: string[]): string {
  const { on, field = '' } = optionSet(given, database, ...options);
  return typeof on === 'string' ? on : `${on.id} ${on.path(field)}`;
}

describe('an option of the server', () => {
  it('is found among the arguments, however it is spelt', () => {
    for (const spelt of ['--sync-binlog=0', '--sync_binlog=0', '--loose-sync-binlog=0', '--sync_binlog', 'exec mysqld --skip-log-bin --sync_binlog=0']) {
      expect(found(folder({ args: ['--skip-log-bin', spelt] }), 'sync-binlog')).to.equal(`Deployment/koa-sample-db ${path}.args[1]`);
    }
  });

  it('is found in the command, and in an option file', () => {
    expect(found(folder({ command: ['sh', '-c', 'docker-entrypoint.sh mysqld --datadir=/tmp/mysql'] }), 'datadir')).to.equal(`Deployment/koa-sample-db ${path}.command[2]`);
    expect(found(folder({}, { 'my.cnf': '[mysqld]\ninnodb_flush_method = nosync\n' }), 'innodb-flush-method')).to.equal("ConfigMap/config data['my.cnf']");
  });

  it('is not taken for a longer one, nor found in SQL', () => {
    const other = folder({ args: ['--innodb-flush-log-at-timeout=9'] }, { 'rows.sql': 'SET GLOBAL innodb_flush_log_at_trx_commit = 0;' });
    expect(found(other, 'innodb-flush-log-at-trx-commit')).to.equal(`Deployment/koa-sample-db ${path}.args`);
    expect(isOptionSet(...other, 'innodb-flush-log-at-trx-commit')).to.equal(false);
    expect(isOptionSet(...other, 'innodb-flush-log-at-timeout')).to.equal(true);
  });

  it('may be called in one of two ways', () => {
    expect(found(folder({ args: ['--port=0'] }), 'skip-networking', 'port')).to.equal(`Deployment/koa-sample-db ${path}.args[0]`);
  });
});
