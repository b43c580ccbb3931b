import type { Text } from '../text/language.ts';

/** What to do about each likely cause of failed requests. */
export const causeHints = {
  recreate: {
    en: 'With the strategy Recreate all old pods end before a new one starts: use RollingUpdate.',
    ja: 'strategy が Recreate だと、新しい Pod が起動する前に古い Pod がすべて終了します。RollingUpdate を使ってください。',
  },
  allUnavailable: {
    en: 'The strategy lets all pods be missing at once: set maxUnavailable to 0 and maxSurge to 1.',
    ja: 'すべての Pod が同時にいなくなってもよい設定です。maxUnavailable を 0、maxSurge を 1 にしてください。',
  },
  noReadinessProbe: {
    en: 'Without a readinessProbe a new pod gets requests before it listens: probe /readyz.',
    ja: 'readinessProbe がないと、新しい Pod が待ち受けを始める前にリクエストが届きます。/readyz を確認する readinessProbe を付けてください。',
  },
  noPreStop: {
    en: 'A pod that leaves still gets requests until everyone has heard of it: give it a preStop sleep of a few seconds.',
    ja: '終了する Pod にも、終了が伝わるまでリクエストが届きます。preStop で数秒 sleep させてください。',
  },
  cutAtSigterm: {
    en: 'Connections were cut when the app got SIGTERM: it must stop accepting and finish the requests that it has.',
    ja: 'アプリが SIGTERM を受けたときに接続が切れました。新しい接続を受けるのをやめ、処理中のリクエストを終えてから終了する必要があります。',
  },
  graceTooShort: {
    en: 'Pods were killed before their slowest requests were over: make terminationGracePeriodSeconds longer than preStop and the longest request together.',
    ja: '処理中のリクエストが終わる前に Pod が強制終了されました。terminationGracePeriodSeconds を、preStop と最も長いリクエストの合計より長くしてください。',
  },
  noRoute: {
    en: 'Nobody was there for the address (404): check the selector of the Service, the labels of the pods and the Ingress.',
    ja: '宛先がありませんでした（404）。Service の selector、Pod のラベル、Ingress を確認してください。',
  },
  tooSlow: {
    en: 'The answers came too late while connections held: look at resources (CPU limits) and at what the app waits for.',
    ja: '接続はできても応答が間に合いませんでした。resources（CPU の上限）と、アプリが何を待っているかを確認してください。',
  },
} as const satisfies Record<string, Text>;

/** Each likely cause in a few words, as a verdict names it. */
export const causeNames: Record<keyof typeof causeHints, string> = {
  recreate: 'the strategy Recreate',
  allUnavailable: 'a strategy that lets all pods be missing',
  noReadinessProbe: 'no readiness probe',
  noPreStop: 'no preStop delay',
  cutAtSigterm: 'connections cut at SIGTERM',
  graceTooShort: 'a grace period shorter than the longest request',
  noRoute: 'no pod behind the address',
  tooSlow: 'answers that came too late',
};
