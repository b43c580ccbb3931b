import type { Translation } from '../../harness/text/catalogue.ts';
import type { en } from './texts.en.ts';

export const ja: Translation<typeof en> = {
  readStatus: 'プロセスの権限を読み取ること',
  refuses: (what, message) => `${what}がカーネルに拒否されること: ${message}`,
  allows: (what) => `${what}がカーネルに許可されること`,
  wentWell: (printed) => (printed === '' ? '成功しました' : `成功しました: ${printed}`),
};
