import type { Translation } from '../../harness/text/catalogue.ts';
import type { en } from './texts.en.ts';

export const ja: Translation<typeof en> = {
  unreachable: (node, why) => `このマシンからは ${node} の etcd に接続できません: ${why}`,
  seenOf: (node, reason, deletion) => `Node: ${node || 'なし'}、${reason || 'スケジュール済み'}、削除の要求: ${deletion || 'なし'}`,
};
