import { roundSeconds } from '../duration.ts';
import type { Translation } from '../catalogue.ts';
import type { objects as en } from '../en/objects.ts';

export const objects: Translation<typeof en> = {
  none: '存在しません',
  unknown: '不明',
  noClaim: 'なし',
  count: (count, names) => `${count} 個: ${names}`,
  gone: '削除済み',
  pod: {
    succeeded: 'Succeeded',
    started: (container) => `コンテナ ${container} が起動済み`,
    restarted: (container) => `コンテナ ${container} が再起動して再び Ready`,
    containerNamed: (name) => `${name} という名前のコンテナ`,
  },
  pods: {
    ready: (count) => `Pod がちょうど ${count} 個で、すべて Ready`,
    someReady: '1 個以上の Pod が Ready',
    none: 'Pod が残っていない',
    noneSeen: 'Pod がありません',
  },
  container: {
    tooBusy: (said, load) => `${said}。その間、このマシンではプロセッサー 1 つにつき ${load} 個のタスクが実行中または待機中でした(コンテナに CPU の制限はありません)。ほかの処理が少ないときに実行し直してください`,
    lines: (count) => `${count} 行`,
    waiting: (container, pod, state) => `Pod/${pod} のコンテナ ${container} を待っています: ${state}`,
    from: (state, container) => `コンテナ ${container} の出力: ${state}`,
    within: (state, container, ms) => `${roundSeconds(ms).replace(/s$/, '秒')}以内にコンテナ ${container} のストリームに出力されること: ${state}`,
    only: (lines) => `${lines}のみ`,
    endedAfter: (lines) => `${lines}を出力してコンテナが終了しました`,
    last: (seen, line) => `${seen}、最後の行は ${line}`,
    toRun: (command) => `${command} を実行する`,
    running: (container, purpose) => `コンテナ ${container} が実行中であること(目的: ${purpose})`,
    missing: (container) => `コンテナ ${container} がありません`,
  },
  deployment: {
    rolledOut: 'ロールアウトが完了し、古い Pod が残っていない',
    updated: 'すべてのレプリカが更新され、利用可能',
    ready: (count) => `レプリカ ${count} 個が Ready`,
    goneWithPods: 'Pod とともに削除済み',
  },
  service: {
    endpoints: (count) => `Ready のエンドポイント ${count} 個`,
    endpoint: 'Ready のエンドポイント',
    seen: (ready, all, names) => `エンドポイント ${all} 個のうち Ready ${ready} 個${names.length === 0 ? '' : `(${names.join(', ')})`}`,
    port: (port) => `Pod につながるポート ${port}`,
    noPort: 'そのポートはありません',
    selectsNobody: (selector) => `セレクター ${selector} に合うラベルの Pod がありません`,
    noSelector: 'selector がなく、エンドポイントも作られていません',
  },
  job: {
    failed: (message) => `失敗しました: ${message}`,
    seen: (active, succeeded, failed) => `実行中 ${active} 個、成功 ${succeeded} 個、失敗 ${failed} 個`,
  },
  storage: {
    bound: 'バインド済み',
    boundTo: (object) => `${object} にバインド済み`,
    boundToClass: (object, ofClass) => `クラス "${ofClass}" の ${object} にバインド済み`,
    claimSeen: (phase, ofClass) => `${phase}、クラス "${ofClass}"`,
    volumeSeen: (phase, claim) => `${phase}、バインド先 ${claim}`,
    stillThere: (finalizers) => `まだ残っています。ファイナライザー: ${finalizers}`,
    noPhase: 'フェーズは未設定',
  },
  node: {
    restarting: (node) => `${node} を再起動しています`,
    kubeletBack: '再起動後に kubelet から報告があること',
    settled: 'ノード上のすべての Pod が起動し直して Ready',
    allReady: 'すべて Ready',
    readyAgain: '再起動後に Ready',
    readyAsBefore: (node) => `${node} (再起動前の Ready のまま)`,
  },
};
