import type { Translation } from '../../harness/text/catalogue.ts';
import type { en } from './texts.en.ts';

export const ja: Translation<typeof en> = {
  listens: (port) => `kubelet がポート ${port} で待ち受けていること`,
  unreachable: (node, why) => `このマシンからは ${node} の kubelet に接続できません: ${why}`,
};
