import type { Translation } from '../catalogue.ts';
import type { evidence as en } from '../en/evidence.ts';

export const evidence: Translation<typeof en> = {
  notAvailable: (why) => `# 取得できませんでした: ${why}`,
  waited: (object, state, since) => `${object}: ${state}、開始 ${since}`,
  times: (line, count) => `${line} (${count} 回)`,
};
