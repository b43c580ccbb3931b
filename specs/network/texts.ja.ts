import type { Translation } from '../../harness/text/catalogue.ts';
import type { en } from './texts.en.ts';

export const ja: Translation<typeof en> = {
  clients: {
    'reader': '同じ Namespace の role=reader の Pod',
    'guest': '同じ Namespace の role=guest の Pod',
    'reader of partners': 'Namespace partner の role=reader の Pod',
    'guest of partners': 'Namespace partner の role=guest の Pod',
    'shut-in': 'role=shut-in の Pod',
  },
  verdicts: { 'reached': '接続できた', 'refused': '接続が拒否された', 'timed out': '時間内に接続できなかった' },
  couldNotAsk: (why) => `確認できませんでした: ${why}`,
  mayReach: (client, target) => `${client}が ${target} に接続できること`,
  mayNotReach: (client, target) => `${client}が ${target} に接続できないこと`,
  connection: (client, target, verdict) => `${client} → ${target}: ${verdict}`,
};
