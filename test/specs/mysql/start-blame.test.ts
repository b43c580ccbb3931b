import { expect } from 'chai';
import { Database } from '../../../specs/mysql/database.ts';
import { startBlame } from '../../../specs/mysql/start-blame.ts';
import { startFault } from '../../../specs/mysql/server-log.ts';
import { given, type Change } from '../checks/fixtures/lesson-05.ts';

const path = 'spec.template.spec.containers[mysql]';

/** Where the cause is written that a log gives. */
function blamed(said: string | string[], change: Change = (manifest) => manifest): string {
  const lesson = given('Deployment/koa-sample-db', change);
  const fault = startFault([said].flat());
  if (fault === undefined) throw new Error('the log says nothing');
  const { on, field = '', hint } = startBlame(lesson, Database.of(lesson), fault);
  expect(hint).to.be.an('object');
  return typeof on === 'string' ? on : `${on.id} ${on.path(field)}`;
}

const script = 'running /docker-entrypoint-initdb.d/01-tables.sql';

describe('the cause of a failed start', () => {
  const server = 'Deployment/koa-sample-db';

  it('is a variable of the container, as it is given', () => {
    const noPassword = 'Database is uninitialized and password option is not specified';
    expect(blamed(noPassword)).to.equal(`${server} ${path}.env[MYSQL_ROOT_PASSWORD]`);
    expect(blamed(noPassword, (manifest) => manifest.without(`${path}.env`).with(`${path}.envFrom`, [{ secretRef: { name: 'dbsecret' } }]))).to.equal(`${server} ${path}.envFrom`);
    expect(blamed('Both MYSQL_PASSWORD and MYSQL_PASSWORD_FILE are set', (manifest) => manifest.with(`${path}.env[]`, { name: 'MYSQL_PASSWORD_FILE', value: '/run/p' }))).to.equal(`${server} ${path}.env[MYSQL_PASSWORD_FILE]`);
  });

  it('is an option where it is written', () => {
    expect(blamed("unknown variable 'innodb-buffer-pool=64M'", (manifest) => manifest.with(`${path}.args[]`, '--innodb-buffer-pool=64M'))).to.equal(`${server} ${path}.args[4]`);
    expect(blamed("Can't start server: Bind on TCP/IP port: Cannot assign requested address", (manifest) => manifest.with(`${path}.args[0]`, '--bind-address=10.0.0.9'))).to.equal(`${server} ${path}.args[0]`);
  });

  it('is the mount of nearly the folder of the socket, or the root file system that is read-only', () => {
    const noSocket = '0 [ERROR] [MY-010273] [Server] Could not create unix socket lock file /var/run/mysqld/mysqld.sock.lock.';
    const hardened: Change = (manifest) => manifest.with(`${path}.securityContext`, { readOnlyRootFilesystem: true });
    expect(blamed(noSocket, hardened)).to.equal(`${server} ${path}.securityContext.readOnlyRootFilesystem`);
    expect(blamed(noSocket, (manifest) => hardened(manifest).with(`${path}.volumeMounts`, [{ name: 'data', mountPath: '/var/lib/mysql' }, { name: 'run', mountPath: '/var/run/mysql' }]))).to.equal(`${server} ${path}.volumeMounts[1].mountPath`);
    expect(blamed(noSocket)).to.equal(`${server} ${path}.volumeMounts`);
  });

  it('is a script of the ConfigMap, or the variable for want of which it fails', () => {
    expect(blamed([script, 'ERROR 1064 (42000) at line 1: You have an error in your SQL syntax'])).to.equal("ConfigMap/koa-sample-db-schema data['01-tables.sql']");
    const noDatabase = [script, 'ERROR 1046 (3D000) at line 1: No database selected'];
    expect(blamed(noDatabase, (manifest) => manifest.without(`${path}.env[MYSQL_DATABASE]`))).to.equal(`${server} ${path}.env[MYSQL_DATABASE]`);
    expect(blamed(noDatabase, (manifest) => manifest.without(`${path}.env[MYSQL_DATABASE].value`))).to.equal(`${server} ${path}.env[MYSQL_DATABASE]`);
    expect(blamed([script, "ERROR 1146 (42S02) at line 1: Table 'koa-sample-sandbox.Member' doesn't exist"])).to.equal('ConfigMap/koa-sample-db-schema data');
    expect(blamed(noDatabase)).to.contain('01-tables.sql');
  });

  it('is what keeps the server from its folder', () => {
    const denied = "Can't create/write to file '/var/lib/mysql/is_writable' (OS errno 13 - Permission denied)";
    expect(blamed(denied, (manifest) => manifest.with('spec.template.spec.securityContext', { runAsUser: 999 }))).to.equal(`${server} spec.template.spec.securityContext.runAsUser`);
    expect(blamed(denied)).to.equal(`${server} ${path}.volumeMounts[0]`);
    expect(blamed('Read-only file system', (manifest) => manifest.with(`${path}.volumeMounts[data].readOnly`, true))).to.equal(`${server} ${path}.volumeMounts[0].readOnly`);
    expect(blamed("mysqld: Can't read dir of '/etc/mysql/conf.d/'", (manifest) => manifest.with(`${path}.volumeMounts[]`, { name: 'config', mountPath: '/etc/mysql' }))).to.equal(`${server} ${path}.volumeMounts[2]`);
    expect(blamed('specified but the data directory has files in it')).to.equal(`${server} ${path}.volumeMounts[0]`);
  });

  it('is a second server', () => {
    const locked = 'Unable to lock ./ibdata1 error: 11';
    expect(blamed(locked, (manifest) => manifest.with('spec.replicas', 2))).to.equal(`${server} spec.replicas`);
    expect(blamed(locked)).to.equal(`${server} spec.strategy`);
  });
});
