import type { Translation } from '../../harness/text/catalogue.ts';
import type { en } from './texts.en.ts';

export const ja: Translation<typeof en> = {
  linesOfFile: (count) => `ログファイルの ${count} 行`,
  lineAfter: (last) => `"${last}" より後に書き込まれた行`,
  theLine: (text) => `行 "${text}"`,
  toRead: (file) => `${file} を読み取る`,
  toReadLastLine: (file) => `${file} の最終行を読み取る`,
  says: (container, line) => `${container} のストリームの最後の行: ${line}`,
};
