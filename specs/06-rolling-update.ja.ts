import type { Translation } from '../harness/text/catalogue.ts';
import type { en } from './06-rolling-update.en.ts';

export const ja: Translation<typeof en> = {
  updatable: '更新する Pod があり、更新が時間内に終わり得る',
  probes: 'Ready な Pod だけを数え、応答しなくなった Pod を再起動し、固有の鍵を持つ',
  replicas: '1 以上',
  starts: '最初にアプリが応答する',
  responded: (phase) => `フェーズ \`${phase}\` で応答したバージョン`,
  update: {
    title: 'トラフィックのある状態で 1.0 から 2.0 に更新し、マニフェストがそう求めていればリクエストを失わない',
    lossless: '更新でリクエストを失わない',
  },
  back: {
    title: '途中で一時停止しても、指定したリビジョンに戻せる',
    kept: '戻り先となる 1.0 の ReplicaSet',
    hasPod: '再び Pod を持つこと',
    isPaused: '一時停止していること',
    sizes: 'ロールアウトの一時停止中の、各 ReplicaSet のレプリカ数',
  },
  stuck: '失敗する変更では止まってその理由を時間内に示し、正しい変更で先へ進む',
  enough: {
    title: 'Pod が入れ替わらない間は、クライアントの種類ごとに 5,000 に達するまで、すべてのリクエストに応答する',
    sent: (kind) => `レッスン全体でのクライアント ${kind} のリクエスト`,
  },
  lossless: '更新のあとの変更でもリクエストを失わず、処理中のリクエストも最後まで処理する',
  inProgress: 'Pod の終了開始時に処理中だった、時間のかかるリクエスト',
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
    versions: '更新中は、はじめに古いバージョンが応答し、更新が終わると新しいバージョンだけになります。',
    replicas: 'replicas を 1 以上にしてください。0 だと、更新するものがありません。',
    kept: 'ロールバックには古い ReplicaSet が必要です。spec.revisionHistoryLimit を 1 以上にするか、省略してください(デフォルトは 10)。',
    paused: '途中で一時停止したロールアウトでは、両方のバージョンの Pod が残ります。`kubectl rollout status deployment/koa-sample-ap` を確認し、strategy.rollingUpdate を maxUnavailable 0、maxSurge 1 にしてください。',
    enough: 'このレッスンは、すべてのテストのリクエストを数えます。`npm test -- 06` でレッスン全体を実行してください。',
    history: 'このレッスンは、最後の変更で spec.revisionHistoryLimit を 2 にします。残っているリビジョンを `kubectl get replicasets` で確認してください。',
  },
};
