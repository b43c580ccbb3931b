import type { Translation } from '../catalogue.ts';
import type { verbs as en } from '../en/verbs.ts';

export const verbs: Translation<typeof en> = {
  event: (reason, message) => `イベント ${reason}${message === '' ? '' : ` (${message} に一致するもの)`}`,
  noEvents: 'このオブジェクトについてのイベントはありません',
  events: (list) => `このオブジェクトについてのイベント: ${list}`,
  file: {
    purpose: (path) => `${path} の読み取り`,
    readable: (path) => `${path} が存在し、読み取れること`,
    notThere: 'ファイルが存在しません',
    noProgram: (program) => `イメージに、ファイルを読むためのプログラム \`${program}\` がありません`,
    endedWith: (program, exitCode) => `${program} が終了コード ${exitCode} で終了しました`,
  },
};
