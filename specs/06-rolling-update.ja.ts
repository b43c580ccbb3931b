import type { Translation } from '../harness/text/catalogue.ts';
import type { en } from './06-rolling-update.en.ts';

export const ja: Translation<typeof en> = {
  written: 'Pod を 1 つずつ入れ替え、Ready な Pod だけを数えるように設定されている',
  replicas: '2 から 4',
  starts: '最初にアプリが応答する',
  responded: (phase) => `フェーズ \`${phase}\` で応答したバージョン`,
  update: {
    title: 'リクエストを失わずに 1.0 から 2.0 に更新し、処理中のリクエストも最後まで処理する',
    inProgress: 'Pod の終了開始時に処理中だった、時間のかかるリクエスト',
  },
  back: {
    title: '途中で一時停止しても、リクエストを失わずに指定したリビジョンに戻せる',
    hasPod: '再び Pod を持つこと',
    isPaused: '一時停止していること',
    sizes: 'ロールアウトの一時停止中の、各 ReplicaSet のレプリカ数',
  },
  stuck: '失敗する変更では止まってその理由を時間内に示し、その間もすべてのリクエストに応答し、正しい変更で先へ進む',
  enough: {
    title: 'クライアントの種類ごとに、5,000 リクエストを 1 つも失わない',
    sent: (kind) => `レッスン全体でのクライアント ${kind} のリクエスト(失敗は 0 件)`,
  },
  history: {
    title: '設定された数の古いリビジョンが残る',
    state: (count) => `使用中の ReplicaSet のほかに、古いものが ${count} 個あること`,
    there: (names) => `あるのは ${names}`,
  },
  control: {
    title: 'Service がどの Pod も選択しないと、リクエストの失敗が検出される(ネガティブコントロール)',
    what: 'Pod のない Service へのトラフィック',
    failed: '失敗したリクエスト',
  },
  phases: {
    paused: '一時停止',
    resumed: '再開',
    badChanges: '失敗する変更',
    untilEnough: '必要な数に達するまで',
    enough: '必要な数に到達',
    twoPods: '2 つの Pod',
  },
  hints: {
    fewerReady: 'strategy.rollingUpdate を maxUnavailable 0、maxSurge 1 にし、readinessProbe を付けてください。新しい Pod が Ready になってから古い Pod が終了します。',
    versions: 'ローリングアップデート中は両方のバージョンが応答し、終わると新しいバージョンだけになります。strategy が Recreate だと、両方が同時に動くことはありません。',
    strategy: 'strategy.type は RollingUpdate(デフォルト)にしてください。Recreate は、新しい Pod を起動する前にすべての Pod を終了させます。',
    replicas: 'replicas を 2 から 4 にしてください。1 つが入れ替わる間も、ほかの Pod が応答できます。',
    paused: '途中で一時停止したロールアウトでは、両方のバージョンの Pod が残ります。`kubectl rollout status deployment/koa-sample-ap` を確認し、strategy.rollingUpdate を maxUnavailable 0、maxSurge 1 にしてください。',
    enough: 'このレッスンは、すべてのテストのリクエストを数えます。`npm test -- 06` でレッスン全体を実行してください。',
    history: 'このレッスンは、最後の変更で spec.revisionHistoryLimit を 2 にします。残っているリビジョンを `kubectl get replicasets` で確認してください。',
  },
};
