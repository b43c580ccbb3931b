import type { Translation } from '../harness/text/catalogue.ts';
import type { en } from './08-restarts.en.ts';

export const ja: Translation<typeof en> = {
  tests: {
    begins: 'データベースと、1 回目の起動の記録をディスクとメモリーに残した diary が、同じノードにある',
    chosen: 'スケジューラーがほかのノードを優先する場合でも、diary はデータベースのノードに置かれる',
    controller: '唯一の Ingress コントローラーの交換中はリクエストが失われ、その前後では一つも失われない',
    nodeKilled: 'ノードを強制終了すると、同じ Pod のコンテナが再起動し、応答済みの行はすべて残る(2 回)',
    memoryLost: 'ディスクに書いたものは残り、メモリー上のものは消えている',
    whole: '元どおりになる: ノードのすべての Pod が Ready で、Service 名を解決でき、アプリが Ingress 経由で応答する',
  },
  phases: { before: '交換前', replaced: '交換中', back: '復帰後' },
  folders: 'args のスクリプトが書き込む場所にフォルダーがあること',
  writesAndMounts: (lines, mounts) => `${lines}。マウント: ${mounts}`,
  counts: '`disk: N` と `memory: N` の行',
  startsIn: (file, start) => `diary が ${start} 回目の起動時に ${file} で数えた起動回数`,
  fileSystem: (file) => `${file} のファイルシステムの種類(tmpfs はメモリー)`,
  nodeOfDiary: 'diary のノード',
  nodeOfAnother: 'diary と同じ条件で、ほかのノードを優先してスケジュールした別の Pod のノード',
  onANode: 'ノードに割り当て済み',
  uidOfDiary: 'diary の uid',
  uidOfServer: 'データベースの Pod の uid',
  nodeKill: 'ノードの強制終了',
  secondNodeKill: '2 回目のノードの強制終了',
  exitCode: (code) => `Service 名によるアプリへの wget の終了コードが ${code} であること`,
  exitCodeAnd: (code, said) => `終了コード ${code} ${said}`,
  responds: '新しい Ingress コントローラーが 200 を返す',
  underWay: '古い Ingress コントローラーが処理中だったリクエストのステータス',
  lost: 'Ingress コントローラーがない間に応答のなかったリクエスト',
  lostIn: (phase) => `フェーズ \`${phase}\` で失われたリクエスト`,
  outage: '応答がなかった時間(ミリ秒)',
  moved: '交換後に Cookie で別の Pod に送られたクライアント',
  hints: {
    sameNode: 'Pod diary に nodeSelector の role=back、または必須のアフィニティを指定してください。データベースのボリュームがそのノードにあり、同じノードの再起動で両方を観察します。ノードは `kubectl get pods -o wide` で確認できます。',
    diary: '/diary/disk に emptyDir を、/diary/memory に medium: Memory の emptyDir をマウントし、restartPolicy は Always のままにしてください。diary は起動のたびに両方のフォルダーの starts に 1 行追加し、行数を `disk: N` と `memory: N` として出力します。emptyDir は Pod が存在する間、ノードのフォルダーに残りますが、medium: Memory のものはノードの再起動で消えます。数えた回数は `kubectl logs diary` で確認できます。',
    controllerBack: 'クラスターの Ingress コントローラーが元の状態に戻っていません。`kubectl -n traefik get pods` とログを確認し、manifests/cluster/traefik.yaml と比較してください。',
  },
};
