import type { Given, Pod } from '../../harness/lesson/given.ts';
import { asRoot } from './admin.ts';
import type { Database } from './database.ts';
import { t } from './texts.ts';

/**
 * From now on a commit is acknowledged before anything of it is written, and the log is written every 45 minutes instead of
 * every second: whatever is committed in between is lost when mysqld is killed. Holds until the server is started again. Skips
 * the test where nobody knows root's password.
 */
export async function unwrittenCommits(given: Given, database: Database, pod: Pod): Promise<void> {
  const settings = [
    'SET GLOBAL innodb_flush_log_at_trx_commit = 0',
    'SET GLOBAL innodb_flush_log_at_timeout = 2700',
    // With many processors threads of their own write the log all the time, whatever the other two say.
    'SET GLOBAL innodb_log_writer_threads = OFF',
  ];
  const { exitCode, stderr } = await asRoot(database, pod, settings.join('; '));
  if (/\b(1045|1698)\b/.test(stderr)) given.skip(t.crash.noRoot);
  given.expect(exitCode, { on: database.manifest, what: t.crash.mysqlAsRoot(stderr) }).to.equal(0);
}
