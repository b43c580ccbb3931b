import { roundSeconds } from '../duration.ts';
import type { Translation } from '../catalogue.ts';
import type { verbs as en } from '../en/verbs.ts';

export const verbs: Translation<typeof en> = {
  event: (reason, message) => `イベント ${reason}${message === '' ? '' : ` (${message} に一致するもの)`}`,
  noEvents: 'このオブジェクトについてのイベントはありません',
  events: (list) => `このオブジェクトについてのイベント: ${list}`,
  client: {
    asking: (target) => `Pod から ${target} へ接続しています`,
    running: '接続元として実行中',
    notAdmitted: (message) => `接続元の Pod が許可されませんでした: ${message}`,
    unknownName: (name) => `名前 ${name} を解決できませんでした`,
    silent: (exitCode) => `クライアントが終了コード ${exitCode} で終了し、接続についてのメッセージがありません`,
  },
  cronJob: { started: (cronJob) => `${cronJob} により開始` },
  node: {
    address: 'InternalIP のアドレス',
    missing: 'そのノードは存在しません',
  },
  service: {
    nodePort: (port) => `ポート ${port} のノードポート`,
    missing: 'その Service は存在しません',
    seen: (type, ports) => `type は ${type}、ポートは ${ports}`,
  },
  file: {
    purpose: (path) => `${path} の読み取り`,
    within: (path, state, ms) => `${roundSeconds(ms).replace(/s$/, '秒')}以内に ${path} の内容が条件を満たすこと: ${state}`,
    readable: (path) => `${path} が存在し、読み取れること`,
    notThere: 'ファイルが存在しません',
    noProgram: (program) => `イメージに、ファイルを読むためのプログラム \`${program}\` がありません`,
    endedWith: (program, exitCode) => `${program} が終了コード ${exitCode} で終了しました`,
  },
};
