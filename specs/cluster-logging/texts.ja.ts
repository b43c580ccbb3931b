import type { Translation } from '../../harness/text/catalogue.ts';
import type { en } from './texts.en.ts';

export const ja: Translation<typeof en> = {
  answer: 'クエリへの応答',
  missing: (lost, count, shown, more) => `${count} 行のうち ${lost} 行がない: ${shown}${more > 0 ? `、ほか ${more} か所` : ''}`,
  all: (count) => `${count} 行すべて`,
  once: (count, pod) => `${pod} の ${count} 行が 1 回ずつ(エージェントが強制終了されるよりずっと前に読まれた行)`,
  lines: (count) => `${count} 行`,
  killed: '強制終了された',
  agentOn: (node) => `${node} のエージェントの Pod`,
  none: 'なし',
  nothingToKill: 'Pod のプロセスがない',
  hints: {
    ports: 'Service logs の 9428 番ポートが、バックエンドの待ち受けるポート(9428、または -httpListenAddr の値)につながるように、targetPort を設定してください。接続先は `kubectl get endpointslices -l kubernetes.io/service-name=logs` で確認できます。',
  },
  causes: {
    offsets: (receiver) => `レシーバー ${receiver} に \`storage\` がなく、起動し直したエージェントはどこまで読んだかを知らない`,
    start: (receiver) => `レシーバー ${receiver} に \`start_at: beginning\` がなく、見つける前からファイルにあったものは読まれない`,
    rotated: (receiver) => `レシーバー ${receiver} はローテーションされたファイル(0.log.<時刻>)を読まない`,
    receiverRetry: (receiver) => `レシーバー ${receiver} は再試行しない(\`retry_on_failure\`)`,
    queue: (exporter) => `${exporter} のキューに \`storage\` がなく、待っている行はエージェントとともに失われる`,
    overflow: (exporter) => `${exporter} のキューに \`block_on_overflow: true\` がなく、いっぱいになると行が捨てられる`,
    retry: (exporter) => `エクスポーター ${exporter} は一定の時間で再送をあきらめる(\`retry_on_failure\`)`,
    inContainer: (directory) => `エージェントが忘れてはならないものを置く ${directory} がコンテナの中にある`,
    emptyDir: (volume) => `エージェントが忘れてはならないものを置くボリューム ${volume} が Pod とともに消える`,
    endpoint: (exporter, port, service, ports) => `エクスポーター ${exporter} はポート ${port} に送りますが、${service} にそのポートはありません(あるのは ${ports})。`,
    refused: (url, status) => `エージェントは ${url} に送り、${status} を返されています。`,
    addedTwice: (url, status) => `エージェントは ${url} に送り、${status} を返されています。エクスポーターは \`endpoint\` の後ろに /v1/logs を付け、\`logs_endpoint\` はそのまま使います。`,
    ended: (trouble) => `エージェントが動いていません: ${trouble}。`,
    variable: (name) => `設定が求める環境変数 ${name} が、コンテナにありません。`,
    notMounted: (folder) => `${folder} がエージェントのコンテナにマウントされていません。`,
    otherFolder: (volume, folder) => `${folder} にマウントされたボリューム ${volume} が、ノードのそのディレクトリではありません。`,
    notRoot: 'ログファイルは root のものですが、エージェントは別のユーザーで動いています。',
    gate: 'フィーチャーゲート stanza.synchronousLogEmitter がないと、行を渡す前に読んだことが記録される',
  },
};
