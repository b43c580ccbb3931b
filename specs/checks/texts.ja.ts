import type { Translation } from '../../harness/text/catalogue.ts';
import type { en } from './texts.en.ts';

export const ja: Translation<typeof en> = {
  mounts: {
    at: (volume, path) => `${volume} を ${path} にマウント`,
    none: 'ボリュームのマウントなし',
  },
  namespace: {
    of: (object, namespace) => `${object} の Namespace: ${namespace}`,
    hint: (object) => `ここにも ${object} と同じ Namespace を指定してください。ほかの Namespace にあるものは適用されません。\`kubectl get all,limits,quota -A\` で、何がどこにあるかを確認できます。`,
  },
  logOutOfReach: 'このクラスターの監査ログは読み取れません。ノードのファイルなので、このプロジェクトが作成したクラスターのものだけを読みます',
  noOtherName: (container) => `${container} のイメージには別名がないため、このコンテナだけを再起動することはできません`,
  ports: {
    portTo: (port, workload) => `${port}、または ${workload} のコンテナポート ${port} の名前`,
  },
  replacedInTurn: {
    restarted: (pod) => `${pod} の終了後に新しい Pod が起動`,
    overlapped: (second, first) => `${first} の実行中に ${second} が起動しました`,
    overlappedAndSaid: (second, first, line) => `${first} の実行中に ${second} が起動しました。${second} のログ: ${line}`,
    inUse: 'データが使用中であることを示す行',
  },
  probes: {
    host: (host) => `Pod ではなく ${host} に接続しています`,
    scheme: (scheme) => `${scheme} で接続していますが、プログラムは HTTP で待ち受けています`,
    exitCode: (code) => `終了コード ${code}`,
    status: (status) => `ステータス ${status}`,
  },
  scheduling: {
    decided: 'ノードに割り当て済み、または割り当てられない理由が示されている',
    unscheduled: (pod) => `Pod/${pod} がスケジュールされない理由`,
  },
  selects: {
    hint: (workload, service) => `${workload} の Pod に、${service} のセレクターにあるすべてのラベルを付けてください。`,
    labelsOf: (workload, labels) => `${workload} の Pod のラベル: ${labels}`,
  },
};
