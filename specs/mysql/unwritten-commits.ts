import type { Given, Pod } from '../../harness/lesson/given.ts';
import { t } from './texts.ts';

/**
 * From now on a commit is acknowledged before anything of it is written, and the log is written every 45 minutes instead of
 * every second: whatever is committed in between is lost when mysqld is killed. Holds until the server is started again.
 */
export async function unwrittenCommits(given: Given, pod: Pod): Promise<void> {
  const settings = [
    'SET GLOBAL innodb_flush_log_at_trx_commit = 0',
    'SET GLOBAL innodb_flush_log_at_timeout = 2700',
    // With many processors threads of their own write the log all the time, whatever the other two say.
    'SET GLOBAL innodb_log_writer_threads = OFF',
  ];
  const script = 'MYSQL_PWD="${MYSQL_ROOT_PASSWORD:-$(cat "$MYSQL_ROOT_PASSWORD_FILE")}" exec mysql --protocol=socket --user=root --execute="$0"';
  const { exitCode, stderr } = await pod.container().exec(['sh', '-c', script, settings.join('; ')]);
  given.expect(exitCode, { on: 'Deployment/koa-sample-db', what: t.crash.mysqlAsRoot(stderr) }).to.equal(0);
}
