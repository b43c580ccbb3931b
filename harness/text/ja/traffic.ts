import type { Translation } from '../catalogue.ts';
import type { traffic as en } from '../en/traffic.ts';

export const traffic: Translation<typeof en> = {
  fine: (requests, p50, p99) => `リクエスト ${requests} 件、失敗なし、p50 ${p50}、p99 ${p99}`,
  failed: (failed, requests, errors) => `${requests} 件のリクエストのうち ${failed} 件が失敗: ${errors}`,
  trafficBegan: 'トラフィックの開始',
  phaseBegan: (phase) => `\`${phase}\` の開始`,
  afterEvent: (event, ms) => `(${event} ${ms} 後)`,
  single: (ms, since, afterEvent) => `${since}から ${ms} 後${afterEvent}`,
  several: (ms, since, afterEvent, lastMs) => `最初は${since}から ${ms} 後${afterEvent}、最後はその ${lastMs} 後`,
  onStream: (name) => `ストリーム: ${name}`,
  onStreams: (counts) => `ストリーム: ${counts}`,
  answeredBy: (who) => `応答元: ${who.join('、')}`,
  version: (name) => `バージョン ${name}`,
  versions: (counts) => `バージョン ${counts}`,
  pod: (name) => `Pod ${name}`,
  pods: (counts) => `Pod ${counts}`,
  invalid: (reason, seen) => `測定は無効: ${reason} (${seen})`,
  errors: {
    'refused': '接続拒否', 'reset': '接続リセット', 'cut': '応答途中の切断', 'timeout': 'タイムアウト', 'dns': '名前解決の失敗', 'unreachable': '到達不能', 'protocol': 'プロトコルエラー', 'tls': 'TLS エラー',
    '5xx': '5xx', '4xx': '4xx', 'status': 'ステータス不一致', 'wrong body': '本文の不一致', 'local': 'このマシンのエラー', 'other': 'その他',
  },
  last: {
    none: '完了したリクエストはまだありません',
    response: (requests, ms, labels) => `リクエスト ${requests} 件。最後の応答は ${ms}${labels === '' ? '' : `、${labels}`}`,
    failure: (requests, ms, error, detail) => `リクエスト ${requests} 件。最後のリクエストは ${ms} で失敗: ${error}${detail === '' ? '' : ` (${detail})`}`,
  },
  wait: {
    requests: (within, count, streams, ended) => `${streams.join(', ')} のリクエスト ${count} 件の完了を ${within} 待ちましたが、完了したのは ${ended} 件でした`,
    state: (state) => `次の状態を待っていました: ${state}`,
    none: (within, last) => `${within} 以内にありませんでした: ${last}`,
    not: (within, last) => `${within} 以内に満たされませんでした: ${last}`,
  },
  invalidBecause: {
    nothingSent: 'トラフィックドライバーがリクエストを 1 件も送信しませんでした',
    stoodStill: (failed, ms) => `アプリまでの経路が ${ms} の間まったく応答せず(どのアプリのものでもないホスト名にも応答なし)、失敗した ${failed} 件のリクエストはすべてその間か直後のものです。マシンの負荷が高すぎるか、Ingress コントローラーが停止していました`,
    overloaded: (late, load) => `${late} 件の応答が間に合いませんでした。その間、このマシンではプロセッサー 1 つにつき ${load} 個のタスクが実行中または待機中でした(アプリに CPU の制限はありません)。ほかの処理が少ないときに実行し直してください`,
    noticedLate: (lost, load) => `readinessProbe の失敗の検出が見込みより遅れ、停止した終了中の Pod に ${lost} 件のリクエストが送られました。その間、このマシンではプロセッサー 1 つにつき ${load} 個のタスクが実行中または待機中でした。ほかの処理が少ないときに実行し直してください`,
    busy: (lost, load) => `${lost} 件のリクエストは、応答が間に合わなかったか、readinessProbe の失敗の検出が見込みより遅れて、停止した終了中の Pod に送られました。その間、このマシンではプロセッサー 1 つにつき ${load} 個のタスクが実行中または待機中でした(アプリに CPU の制限はありません)。ほかの処理が少ないときに実行し直してください`,
    couldNotSend: (errors) => `このマシンから送信できなかったリクエストがあります: ${errors}`,
    late: (ms, boundMs, worstMs, stall) =>
      `リクエストの 1 % が予定より ${ms} ms 以上遅れて送信されました(上限 ${boundMs} ms、最大 ${worstMs} ms${stall})。このレートに対してマシンの負荷が高すぎます。レートかマシンの負荷を下げてください`,
    stall: (workedMs, waitedMs) => `。その間の実行時間は ${workedMs} ms、CPU 待ちは ${waitedMs} ms`,
    pagesFromDisk: (pages) => `、ディスクから読み込んだページは ${pages}`,
    loopLate: (ms, boundMs) => `ドライバーのイベントループの遅れが 99 パーセンタイルで ${ms} ms でした(上限 ${boundMs} ms)。このレートに対してマシンの負荷が高すぎます。レートかマシンの負荷を下げてください`,
  },
  driver: {
    failed: (message) => `トラフィックドライバーを実行できませんでした: ${message}`,
    exited: (code, words) => `トラフィックドライバーが終了コード ${code} で終了しました${words === '' ? '' : `: ${words}`}`,
    killed: (signal, words) => `トラフィックドライバーが ${signal} で終了しました${words === '' ? '' : `: ${words}`}`,
    interrupted: 'トラフィックドライバーが中断されました',
    notBegun: (within) => `トラフィックドライバーが ${within} 以内に開始しませんでした。マシンの負荷が高すぎます`,
    notEnded: (within) => `トラフィックドライバーが ${within} 以内に終了しませんでした`,
    stoodStill: (ms) => `トラフィックドライバーの動作が ${ms} 止まったため、送信を打ち切りました`,
    notStopped: (within) => `トラフィックドライバーが ${within} 以内に停止されなかったため、送信を打ち切りました`,
  },
  share: {
    seen: (hits, total, percent, covered, low, high, expected, verdict) =>
      `${total} 件中 ${hits} 件(${percent} %、${covered} % 信頼区間 ${low}–${high} %)、期待値 ${expected} %: ${verdict}`,
    agrees: '一致',
    disagrees: (probability) => `不一致(割合が期待どおりなら、これほどずれる確率は ${probability} 以下)`,
  },
};
