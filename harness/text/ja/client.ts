import type { Translation } from '../catalogue.ts';
import type { client as en } from '../en/client.ts';

export const client: Translation<typeof en> = {
  silent: (server, cause) => `API サーバー ${server} が応答しません(${cause})`,
  silentFor: (server, cause, after) => `API サーバー ${server} が ${after} 試しても応答しません(${cause})`,
  trouble: (what) => `API サーバーがリクエストを処理できませんでした: ${what}`,
  troubleHint: 'マニフェストの問題ではありません。API サーバーが過負荷や再起動中であるか、その問い合わせ先が応答していません。クラスターの状態を確認し、もう一度実行してください。',
  signedOut: 'API サーバーが認証情報を受け付けなくなりました(401)',
  signedOutHint: '実行中に期限が切れました。サインインし直すか、実行が終わるまで有効な認証情報を使ってください。',
  stillUp: 'クラスターが動作しているかを npm run status で確認してください。',
  unreadable: (file, why) => `${file} を読み込めません: ${why}`,
  checkFile: 'パスとファイルを確認してください。',
  noContext: (file, context) => `${file} にコンテキスト "${context}" がありません`,
  contexts: (names) => `あるコンテキスト: ${names}`,
  noContexts: 'コンテキストが 1 つもありません。',
  noCredentials: (program, why) => `kubeconfig が認証情報の取得に使うプログラム ${program} から、認証情報を取得できませんでした: ${why === '' ? 'メッセージなしで失敗しました' : why}`,
  noKubeconfig: 'kubeconfig ではありません',
  noCluster: (file, context, cluster) => `${file} のコンテキスト "${context}" が指すクラスター "${cluster}" がありません`,
  unusable: (why) => `kubeconfig の証明書または認証情報を使用できません: ${why}`,
  incomplete: '必要なものが欠けています',
  noExecCredential: '出力が ExecCredential ではありません',
  runProgram: 'そのプログラムを手で実行してみてください。何も尋ねずに ExecCredential を出力する必要があります。',
};
