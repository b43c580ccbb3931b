import { roundSeconds } from '../duration.ts';
import type { Translation } from '../catalogue.ts';
import type { access as en } from '../en/access.ts';

/** `1.5 秒` */
function inSeconds(ms: number): string {
  return roundSeconds(ms).replace(/s$/, '秒');
}

export const access: Translation<typeof en> = {
  within: (state, ms) => `${state} (${inSeconds(ms)}以内)`,
  lastResponse: (path, seen) => `GET ${path} への最後の応答: ${seen}`,
  response: (status, more) => `ステータス ${status}${more}`,
  version: (version) => `、バージョン ${version}`,
  pod: (pod) => `、Pod ${pod}`,
  noResponse: (ms) => `${inSeconds(ms)}以内に応答がありませんでした`,
  inContainer: (command, container, what) => `${container} での ${command}: ${what}`,
  tooMuch: (megabytes) => `${megabytes} MB を超える出力がありました`,
  notEnded: (ms) => `${inSeconds(ms)}以内に終了しませんでした`,
  interrupted: '中断されました',
  closed: 'コマンドの終了が報告される前に接続が切れました',
  notStarted: 'コマンドが開始されませんでした',
};
