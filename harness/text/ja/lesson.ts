import type { Translation } from '../catalogue.ts';
import type { lesson as en } from '../en/lesson.ts';

export const lesson: Translation<typeof en> = {
  dryRun: 'ドライラン(dry run)',
  apply: '適用(apply)',
  needsOwnCluster: 'ノードやシステムコンポーネントを再起動するため、このプロジェクトが作成したクラスターでのみ実行します',
  needsIngress: 'このクラスターの Ingress のアドレスが不明です。--ingress URL で指定してください',
  standsOn: (test) => `前提となるテスト \`${test}\` が成功していません`,
  changedBefore: (test) => `判定していません: テスト \`${test}\` が成功せず、その変更が残っています`,
  noRoomBeside: (observed) => `同時に実行されているほかのレッスンのために、このレッスンの Pod を動かす空きがノードにありません: ${observed}`,
  notPutBack: (test, why) => `判定していません: テスト \`${test}\` による変更を元に戻せませんでした(${why})`,
  namespaceDeleted: (namespace) => `レッスンの実行中に Namespace ${namespace} が外部から削除されました`,
  namespaceDeletedHint: 'マニフェストの問題ではありません。レッスンをもう一度実行し、終わるまでその Namespace に触れないでください。Namespace を自動で削除する仕組みがクラスターにある場合は、ラベル app.kubernetes.io/managed-by=cndjp2-e2e の付いたものを対象から外してください。',
  inTime: (seconds) => `テストが ${seconds} 秒以内に終わること`,
  lastStep: (step) => `最後の手順: ${step}`,
  noStep: 'なし',
  cleanUp: (reasons) => `後片付けが完了しませんでした: ${reasons}`,
  cleanUpHint: '残ったものは、次回の実行または npm run down で削除されます。',
  mustFail: (what) => `証明の対象を取り除くと検査が失敗すること: ${what}`,
  passed: '成功しました',
  accountMade: '新しい Namespace に作成済み',
  mustFailBecause: (what, pattern) => `次の理由で検査が失敗すること: ${what} (${pattern})`,
  response: (request) => `${request} への応答`,
  steps: {
    namespace: (name) => `Namespace ${name} を作成しています`,
    dryRun: (object) => `${object} が受け入れられるかを API サーバーに問い合わせています`,
    applying: (object) => `${object} を適用しています`,
    response: (path, state) => `GET ${path} への応答を待っています: ${state}`,
    turn: { cluster: 'ほかのレッスンがすべて終わるのを待っています', traffic: 'ほかのレッスンのトラフィックが終わるのを待っています' },
    puttingBack: '失敗したテストによる変更を元に戻しています',
  },
};
