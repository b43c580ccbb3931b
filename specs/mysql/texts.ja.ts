import type { Translation } from '../../harness/text/catalogue.ts';
import type { en } from './texts.en.ts';

export const ja: Translation<typeof en> = {
  accounts: {
    is: (name, value) => `${name}: ${value}`,
    rootPassword: 'root のパスワード',
    passwordOf: (user) => `${user} のパスワード`,
    anotherValue: '別の値',
    none: 'なし',
  },
  crash: {
    mysqld: 'Pod 内の mysqld プロセス',
    noMysqld: 'ありません',
    exitCode: 'SIGKILL で終了したプログラムの終了コード',
    mysqlAsRoot: (said) => `root での mysql コマンドの終了コード: ${said}`,
  },
  query: {
    result: (sql, user) => `ユーザー ${user} による \`${sql}\` の結果`,
    refused: (code, message) => `${code}: ${message}`,
  },
  ledger: {
    kept: (count, disruption) => `${disruption}の後も、応答済みの ${count} 行がすべて 1 回ずつ、順序どおり、変更されずに残っていること`,
    more: (count) => `さらに ${count} 行の書き込みへの応答`,
    again: (disruption) => `${disruption}の後に再び返される、書き込みへの応答`,
    within: (what, seconds) => `${what}(${seconds} 秒以内)`,
    noDisruption: '障害のない書き込み',
    inUse: '切断された接続のセッションがまだ終了していません',
    closedHere: '接続先がなくなったため、接続を閉じました',
    acknowledged: (count) => `応答済みは ${count} 行`,
    disconnected: (count, why) => `応答済みは ${count} 行。接続できません: ${why}`,
    tableGone: (count) => `応答済みの ${count} 行が一つもありません。テーブル自体がありません`,
    changed: (row, found, written) => `行 ${row} の値が "${written}" ではなく "${found}" です`,
    twice: (row) => `行 ${row} が 2 つあります`,
    moved: (row, last) => `行 ${row} が行 ${last} より後にあります`,
    missing: (missing, count, which) => `応答済みの ${count} 行のうち ${missing} 行がありません: ${which}`,
  },
  hints: {
    notReady: 'コンテナのログを確認してください(`kubectl logs deploy/koa-sample-db`)。MYSQL_ROOT_PASSWORD がない場合や、データフォルダーが別バージョンのもの・初期化途中のものである場合、MySQL は起動しません。',
    notReached: 'Service koa-sample-db では、selector に app=koa-sample-db を指定し、ポート 3306 の targetPort を MySQL が待ち受けるポート(3306)にしてください。送り先は `kubectl get endpointslices -l kubernetes.io/service-name=koa-sample-db` で確認できます。',
    accessDenied: 'MYSQL_USER と MYSQL_PASSWORD は Secret dbsecret(user=koa、password=koa)から渡してください。値が使われるのは最初の起動時だけなので、変更したらデータフォルダーを空にしてからやり直してください。',
    noDatabase: 'MYSQL_DATABASE に koa-sample-sandbox を指定してください。最初の起動時にイメージがこのデータベースを作成し、ユーザーに権限を与えます。',
    schema: '.sql ファイルの入った ConfigMap を /docker-entrypoint-initdb.d にマウントしてください。イメージは、データフォルダーが空の最初の起動時に一度だけ実行します。実行されたファイルは `kubectl logs deploy/koa-sample-db | grep initdb.d` で確認できます。',
    rowLost: 'データフォルダー /var/lib/mysql に PVC mysql-pv-claim をマウントしてください。ほかの場所に書いたデータは Pod と一緒に消えます。',
    commitUnwritten: 'innodb_flush_log_at_trx_commit は 1(デフォルト)のままにしてください。0 や 2 ではログがディスクに書かれる前にコミットの応答が返るため、プロセスの強制終了(0 の場合)やノードの障害(0 と 2 の場合)で直前 1 秒ほどの書き込みが失われます。',
  },
};
