import type { Translation } from '../../harness/text/catalogue.ts';
import type { en } from './rollout-texts.en.ts';

export const ja: Translation<typeof en> = {
  budget: {
    counts: (pods) => `アプリの ${pods} 個の Pod が対象になること`,
    allowsSome: (pods) => `${pods} 個の Pod のうち少なくとも 1 個を退避でき、かつ全部は退避できないこと`,
    allows: (disruptions, pods) => `${pods} 個の Pod のうち ${disruptions} 個を退避できること`,
    noStatus: 'status がまだありません',
    status: (expected, healthy, desired, allowed) => `対象の Pod ${expected} 個、正常 ${healthy} 個、必要 ${desired} 個、退避可能 ${allowed} 個`,
    mayNotEvict: (why) => `このユーザーには Pod を退避する権限がありません: ${why}`,
    eviction: (pod) => `Pod/${pod} の退避`,
    evictionOfAnother: (pod) => `さらにもう 1 つの Pod/${pod} の退避`,
    evictionAgain: (pod) => `別の Pod が Ready になったあとの Pod/${pod} の退避`,
    hint: 'PodDisruptionBudget を書き、selector をアプリの Pod のラベルに合わせ、minAvailable をレプリカ数より小さい値にしてください(または maxUnavailable を 1 にします)。1 つの Pod を退避でき、応答する Pod が残るようになります。',
  },
  time: {
    expected: (seconds) => `${seconds} 秒以内に終わり得る更新(レッスンで何度か確認するため)`,
    observed: (seconds, steps, podSeconds) => `少なくとも ${seconds} 秒: 新しい Pod が数えられるまでの ${podSeconds} 秒 × ${steps} 回`,
    hint: (podSeconds) => `新しい Pod は、プローブの initialDelaySeconds と minReadySeconds が過ぎてから数えられ、そのあとで次の Pod が入れ替わります。${podSeconds} 秒以内に数えられるようにするか、一度に入れ替える Pod の数(maxSurge)を増やしてください。`,
  },
  room: {
    fits: (resource, all) => `すべてのノードを合わせて収まる Pod: ${resource} は ${all}`,
    asks: (replicas, each, sum) => `それぞれ ${each} を要求する Pod が ${replicas} 個、合計 ${sum}`,
    hint: 'このクラスターには、それだけの Pod を動かす余裕がありません。spec.replicas か resources.requests を小さくするか、より大きいクラスターを使ってください。',
    full: (why) => `いま、クラスターにこのレッスンの Pod を動かす空きがありません: ${why}。ほかに動いているものを終了するか、より大きいクラスターを使ってください`,
  },
  stuck: {
    failingReadiness: '失敗する readinessProbe',
    noSuchImage: '存在しないイメージ',
    exits: 'すぐに終了するプログラム',
    shows: (what) => `新しい Pod に次の問題が現れること: ${what}`,
    noProgress: 'Progressing=False, ProgressDeadlineExceeded になること',
    noProgressButAvailable: 'Progressing=False, ProgressDeadlineExceeded になり、Available のままであること',
    missing: 'ありません',
    hint: '失敗する変更のロールアウトは途中で止まり、RollingUpdate なら古い Pod が残ります。`kubectl describe deployment koa-sample-ap` の Conditions と Events を確認してください。',
    updateHint: '`kubectl rollout status deployment/koa-sample-ap` と、Ready でない Pod を確認してください。新しいバージョンにも、古いバージョンと同じ環境変数とプローブが必要です。',
  },
};
