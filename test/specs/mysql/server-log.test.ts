import { expect } from 'chai';
import { listeningServer, scriptsIn, startFault } from '../../../specs/mysql/server-log.ts';

const ready = (port: number): string => `2026-11-26T03:00:09.1Z 0 [System] [MY-010931] [Server] /usr/sbin/mysqld: ready for connections. Version: '9.7.4'  socket: '/var/run/mysqld/mysqld.sock'  port: ${port}  MySQL Community Server - GPL.`;
const entrypoint = (said: string): string => `2026-11-26 03:00:01+00:00 [Note] [Entrypoint]: ${said}`;
const script = (name: string): string => entrypoint(`/usr/local/bin/docker-entrypoint.sh: running /docker-entrypoint-initdb.d/${name}`);
const firstStart = [
  entrypoint('Starting temporary server'), ready(0), entrypoint('Temporary server started.'),
  script('01-tables.sql'), script('02-rows.sql'),
  entrypoint('Stopping temporary server'), entrypoint('Temporary server stopped'), entrypoint('MySQL init process done. Ready for start up.'),
];
const fault = (...lines: string[]): string | undefined => {
  const found = startFault(lines);
  return found === undefined ? undefined : `${found.kind}: ${found.about}`;
};

describe("the log of the database's server", () => {
  it('says where it listens, apart from the server that runs the scripts', () => {
    expect(listeningServer(firstStart)).to.equal(undefined);
    expect(listeningServer([...firstStart, ready(3306)])).to.deep.equal({ port: 3306 });
    expect(listeningServer([ready(0)])).to.deep.equal({ port: 0 });
    expect(listeningServer(["X Plugin ready for connections. Bind-address: '::' port: 33060"])).to.equal(undefined);
  });

  it('says so however its lines and those of the entry point come to lie', () => {
    const [starting = '', temporary = '', ...others] = firstStart;
    const late = [starting, ...others, temporary];
    expect(listeningServer(late)).to.equal(undefined);
    expect(listeningServer([...late, ready(3306)])).to.deep.equal({ port: 3306 });
    expect(listeningServer([...late, ready(0)])).to.deep.equal({ port: 0 });
  });

  it('says so in the words of each image', () => {
    const said = (text: string): string => `2026-11-26T03:00:01+0000 [Note] [Entrypoint]: ${text}`;
    const begun = [said('starting the temporary server'), ready(0), said('running /docker-entrypoint-initdb.d/01-tables.sql')];
    expect(listeningServer(begun)).to.equal(undefined);
    expect(listeningServer([...begun, said('stopping the temporary server'), said('the first start is done'), ready(0)])).to.deep.equal({ port: 0 });
    expect(fault('[ERROR] [Entrypoint]: the data folder is empty and there is no root password: set MYSQL_ROOT_PASSWORD')).to.equal('no root password: ');
    expect(fault('[ERROR] [Entrypoint]: MYSQL_USER is root: root is there already')).to.equal('user root: ');
    expect(fault('[ERROR] [Entrypoint]: MYSQL_PASSWORD and MYSQL_PASSWORD_FILE are both set: set one of them')).to.equal('two ways: MYSQL_PASSWORD');
    expect(fault('[ERROR] [Entrypoint]: MYSQL_PASSWORD_FILE names /run/p, which cannot be read')).to.equal('no such file: MYSQL_PASSWORD_FILE');
    expect(fault('[ERROR] [Entrypoint]: MYSQL_USER is set without MYSQL_PASSWORD')).to.equal('no password: MYSQL_PASSWORD');
    expect(fault('[ERROR] [Entrypoint]: the data folder /var/lib/mysql cannot be written to by uid 999')).to.equal('not allowed: ');
  });

  it('says which scripts ran, in order', () => {
    expect(scriptsIn([...firstStart, ready(3306)])).to.deep.equal(['/docker-entrypoint-initdb.d/01-tables.sql', '/docker-entrypoint-initdb.d/02-rows.sql']);
  });

  it('names the script that failed', () => {
    expect(fault(script('01-tables.sql'), script('02-rows.sql'), "ERROR 1146 (42S02) at line 1: Table 'koa-sample-sandbox.Member' doesn't exist")).to.equal('script: /docker-entrypoint-initdb.d/02-rows.sql');
    expect(fault(script('01-tables.sql'), "ERROR 1146 (42S02) at line 1: Table 'koa-sample-sandbox.Member' doesn't exist", script('02-rows.sql'))).to.equal('script: /docker-entrypoint-initdb.d/02-rows.sql');
    expect(fault(script('03.sh'), '/docker-entrypoint-initdb.d/03.sh: line 2: mysqll: command not found')).to.equal('script: /docker-entrypoint-initdb.d/03.sh');
  });

  it('names the variable, the option or the folder that is at fault', () => {
    expect(fault('2026-11-26 03:00:01+00:00 [ERROR] [Entrypoint]: Database is uninitialized and password option is not specified')).to.equal('no root password: ');
    expect(fault('[ERROR] [Entrypoint]: MYSQL_USER="root", MYSQL_USER and MYSQL_PASSWORD are for configuring a regular user and cannot be used for the root user')).to.equal('user root: ');
    expect(fault('[ERROR] [Entrypoint]: Both MYSQL_PASSWORD and MYSQL_PASSWORD_FILE are set (but are exclusive)')).to.equal('two ways: MYSQL_PASSWORD');
    expect(fault("[ERROR] [MY-000067] [Server] unknown variable 'innodb-buffer-pool=64M'.")).to.equal('option: innodb-buffer-pool');
    expect(fault("[ERROR] [MY-000077] [Server] /usr/sbin/mysqld: Error while setting value 'fast' to 'innodb_flush_method'.")).to.equal('option: innodb_flush_method');
    expect(fault("mysqld: Can't read dir of '/etc/mysql/conf.d/' (OS errno 2 - No such file or directory)")).to.equal('folder hidden: /etc/mysql/conf.d/');
    expect(fault('[ERROR] [MY-010457] [Server] --initialize specified but the data directory has files in it. Aborting.')).to.equal('data folder not empty: ');
    expect(fault('2026-11-26T12:00:00+0000 [ERROR] [Entrypoint]: the data directory has files in it, and only an empty one is made ready: /var/lib/mysql/x')).to.equal('data folder not empty: ');
    expect(fault("chown: changing ownership of '/var/lib/mysql/': Operation not permitted")).to.equal('not allowed: ');
    expect(fault("mysqld: Can't create/write to file '/var/lib/mysql/is_writable' (OS errno 13 - Permission denied)")).to.equal('not allowed: ');
    expect(fault("mkdir: cannot create directory '/var/lib/mysql': Read-only file system")).to.equal('read-only: ');
    expect(fault('[ERROR] [MY-012574] [InnoDB] Unable to lock ./ibdata1 error: 11')).to.equal('in use: ');
    expect(fault("[ERROR] [MY-010262] [Server] Can't start server: Bind on TCP/IP port: Cannot assign requested address")).to.equal('address: ');
    expect(fault('[ERROR] [MY-014061] [Server] Invalid MySQL server upgrade: Cannot upgrade from 80020 to 90700.')).to.equal('other version: ');
    expect(fault("[ERROR] [MY-012639] [InnoDB] Write to file ./ibdata1 failed at offset 0, No space left on device")).to.equal('no space: ');
  });

  it('is not taken amiss for what it warns of', () => {
    expect(fault('[Warning] [MY-011068] [Server] The syntax is deprecated: option', 'mbind: Operation not permitted', '[System] [MY-010116] [Server] starting', ...firstStart, ready(3306))).to.equal(undefined);
  });
});
