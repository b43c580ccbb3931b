import type { Blame, Given, LessonNamespace } from '../../harness/lesson/given.ts';
import type { Text } from '../../harness/text/language.ts';
import { Database } from './database.ts';
import { query } from './query.ts';
import { optionSet } from './server-options.ts';
import { t } from './texts.ts';

/** What decides whether what was acknowledged is still there after a power cut, as the server itself says. */
export interface DurableSettings {
  /** 1: the log is on the disk before a commit is acknowledged; 2: with the operating system; 0: neither. */
  flushLogAtCommit: number;
  binaryLog: number;
  /** Commits after which the binary log is put on the disk; 0: whenever the operating system likes. */
  syncBinaryLog: number;
  /** `nosync` and `littlesync` leave it to the operating system when files are on the disk. */
  flushMethod: string;
  /** Whether a page that was half written can be mended. */
  doublewrite: string;
}

/** A setting that does not keep what was acknowledged. */
export interface UndurableSetting {
  blame: Blame;
  what: Text;
  wanted: string;
  found: string;
}

/**
 * Asks the server of a namespace for its settings ("InnoDB Startup Options and System Variables", MySQL Reference Manual):
 * the manifest alone does not show them, since defaults and option files count too.
 */
async function settingsOf(given: Given, place: LessonNamespace): Promise<DurableSettings> {
  const columns: Record<keyof DurableSettings, string> = {
    flushLogAtCommit: 'innodb_flush_log_at_trx_commit', binaryLog: 'log_bin', syncBinaryLog: 'sync_binlog', flushMethod: 'innodb_flush_method', doublewrite: 'innodb_doublewrite',
  };
  const [row] = await query<DurableSettings>(given, place, `SELECT ${Object.entries(columns).map(([name, variable]) => `@@GLOBAL.${variable} AS ${name}`).join(', ')}`);
  return row as DurableSettings;
}

/** Whether commits may be acknowledged before they are written, so that a server that is killed loses them. */
export async function acknowledgesUnwritten(given: Given, place: LessonNamespace): Promise<boolean> {
  return (await settingsOf(given, place)).flushLogAtCommit !== 1;
}

/** Every setting with which a power cut may take what was acknowledged. A killed process leaves what it has written with the operating system: only the settings tell. */
export async function undurableSettings(given: Given, place: LessonNamespace): Promise<UndurableSetting[]> {
  return undurable(given, await settingsOf(given, place));
}

/** The same of settings that are known. */
export function undurable(given: Given, settings: DurableSettings): UndurableSetting[] {
  const database = Database.of(given);
  const judged = [
    { options: ['innodb-flush-log-at-trx-commit'], wanted: '1', found: String(settings.flushLogAtCommit), bad: settings.flushLogAtCommit !== 1, hint: t.hints.commitUnwritten },
    { options: ['sync-binlog'], wanted: '1', found: String(settings.syncBinaryLog), bad: settings.binaryLog === 1 && settings.syncBinaryLog !== 1, hint: t.hints.binaryLogUnwritten },
    { options: ['innodb-flush-method'], wanted: 'O_DIRECT', found: settings.flushMethod, bad: /nosync|littlesync/i.test(settings.flushMethod), hint: t.hints.notFlushed },
    { options: ['innodb-doublewrite', 'skip-innodb-doublewrite'], wanted: 'ON', found: settings.doublewrite, bad: /^(?:off|0|false|detect_only)$/i.test(settings.doublewrite), hint: t.hints.halfWritten },
  ];
  return judged.flatMap(({ options, wanted, found, bad, hint }) =>
    (bad ? [{ blame: { ...optionSet(given, database, ...options), hint }, what: t.settingOf(options[0]?.replaceAll('-', '_') ?? ''), wanted, found }] : []));
}
