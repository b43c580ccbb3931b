import type { Translation } from '../../harness/text/catalogue.ts';
import type { en } from './rollout-texts.en.ts';

export const ja: Translation<typeof en> = {
  budget: {
    bound: 'minAvailable または maxUnavailable',
    labels: (labels) => `アプリの Pod のラベル: ${labels}`,
    lets: (disruptions, pods) => `${pods} 個の Pod のうち ${disruptions} 個を退避できる値`,
    counts: (pods) => `アプリの ${pods} 個の Pod が対象になること`,
    allows: (disruptions, pods) => `${pods} 個の Pod のうち ${disruptions} 個を退避できること`,
    noStatus: 'status がまだありません',
    status: (expected, healthy, desired, allowed) => `対象の Pod ${expected} 個、正常 ${healthy} 個、必要 ${desired} 個、退避可能 ${allowed} 個`,
    mayNotEvict: (why) => `このユーザーには Pod を退避する権限がありません: ${why}`,
    eviction: (pod) => `Pod/${pod} の退避`,
    evictionOfAnother: (pod) => `さらにもう 1 つの Pod/${pod} の退避`,
    evictionAgain: (pod) => `別の Pod が Ready になったあとの Pod/${pod} の退避`,
    hint: 'PodDisruptionBudget を書き、selector をアプリの Pod のラベル(app=koa-sample-ap)に、minAvailable を 1 にしてください。2 つの Pod のうち、一度に 1 つだけを退避できるようになります。',
  },
  stuck: {
    failingReadiness: '失敗する readinessProbe',
    noSuchImage: '存在しないイメージ',
    exits: 'すぐに終了するプログラム',
    shows: (what) => `新しい Pod に次の問題が現れること: ${what}`,
    noProgress: 'Progressing=False, ProgressDeadlineExceeded になること',
    noProgressButAvailable: 'Progressing=False, ProgressDeadlineExceeded になり、Available のままであること',
    missing: 'ありません',
    updated: 'すべてのレプリカが更新され、利用可能になること',
    hint: '失敗する変更のロールアウトは途中で止まり、古い Pod が残ります。`kubectl describe deployment koa-sample-ap` の Conditions と Events を確認し、strategy.rollingUpdate を maxUnavailable 0、maxSurge 1 にしてください。',
    updateHint: '`kubectl rollout status deployment/koa-sample-ap` と、Ready でない Pod を確認してください。新しいバージョンにも、古いバージョンと同じ環境変数とプローブが必要です。',
  },
};
