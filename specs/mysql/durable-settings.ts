import type { Given, LessonNamespace } from '../../harness/lesson/given.ts';
import { query } from './query.ts';

/** What decides when a commit is safe, as the server itself says. */
export interface DurableSettings {
  /** 1: the log is on the disk before a commit is acknowledged; 2: with the operating system; 0: neither. */
  flushLogAtCommit: number;
  /** Whether there is a binary log. */
  binaryLog: boolean;
  /** Commits after which the binary log is put on the disk; 0: whenever the operating system likes. */
  syncBinaryLog: number;
}

/**
 * Asks the server of a namespace for its settings ("InnoDB Startup Options and System Variables", MySQL Reference Manual):
 * the manifest alone does not show them, since defaults and option files count too.
 */
export async function durableSettings(given: Given, place: LessonNamespace): Promise<DurableSettings> {
  const sql = 'SELECT @@GLOBAL.innodb_flush_log_at_trx_commit AS flush, @@GLOBAL.log_bin AS binaryLog, @@GLOBAL.sync_binlog AS sync';
  const [row] = await query<{ flush: number; binaryLog: number; sync: number }>(given, place, sql);
  return { flushLogAtCommit: Number(row?.flush), binaryLog: Number(row?.binaryLog) === 1, syncBinaryLog: Number(row?.sync) };
}
