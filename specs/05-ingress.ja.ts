import type { Translation } from '../harness/text/catalogue.ts';
import type { en } from './05-ingress.en.ts';

export const ja: Translation<typeof en> = {
  probes: 'readinessProbe と livenessProbe が、それぞれ別のパスを確認する',
  sticky: 'スクリプトから読めない Cookie で、クライアントを同じ Pod に送る',
  budget: '一度に 1 つの Pod だけを退避できる PodDisruptionBudget がある',
  signIn: {
    title: '正しいパスワードでだけサインインできる',
    jwt: 'トークンの部分の数(JWT は 3 つの部分からなる)',
    refused: (user) => `名前またはパスワードが誤っている ${user} での GET /auth のステータス`,
  },
  members: {
    title: 'サインインしたユーザーにだけメンバー一覧を返す',
    withToken: 'トークン付きの GET /members のステータス',
    list: 'メンバー一覧',
    member: 'メンバー',
    without: 'トークンなしの GET /members のステータス',
    bad: '不正なトークンでの GET /members のステータス',
    forged: 'ソースコードにある鍵(JWT_KEY がないときにアプリが使う鍵)で署名したトークンでの GET /members のステータス',
  },
  hosts: {
    title: '.k8s で終わるすべてのホスト名に応答し、ほかのホスト名には応答しない',
    status: 'ホストごとのステータス',
  },
  spread: {
    title: 'リクエストが両方のレプリカに分散する',
    pods: '応答した Pod',
    versions: '応答したバージョン',
  },
  cookie: {
    title: 'Cookie を持つクライアントは同じ Pod に送られ続ける',
    pod: '応答する Pod',
    set: '最初のレスポンスの Set-Cookie',
    pods: 'このクライアントに応答した Pod',
  },
  killed: {
    title: 'Pod が強制終了されても、その Pod が処理中のリクエストしか失われない',
    phase: '強制終了',
    moved: '別の Pod がクライアントに 200 を返すこと',
    stays: '以後に応答する Pod',
    lost: '強制終了された Pod が処理していたリクエストのステータス',
    kept: 'もう一方の Pod が処理していたリクエストのステータス',
  },
  evicted: {
    title: 'リクエストを失わずに、一度に 1 つの Pod だけを退避できる',
    phase: '退避',
  },
  outage: {
    title: 'データベースの停止中はすぐに 503 を返し、復旧すると自動的に回復する',
    without: 'データベースがないときの GET /members のステータス',
    noPod: 'Ready な Pod がなく、Ingress コントローラー自身が 503 を返すこと',
    restarts: (pod) => `データベースの停止中の ${pod} の再起動回数`,
    back: 'データベースの復旧後の GET /members のステータス',
    same: '再び応答する Pod の UID',
  },
  hints: {
    contract: 'イメージ koa-sample-ap:1.0 を 2 レプリカで動かし、両方に同じ JWT_KEY(Secret koa-sample-jwt のキー `key`)を渡してください。データベースはレッスン 04 のものを使います。',
    replicas: 'spec.replicas を 2 にしてください。1 つの Pod が入れ替わる間も、もう 1 つの Pod が応答できます。',
    killed: '強制終了された Pod が処理していたリクエストは失われますが、ほかのリクエストが失われてはいけません。replicas を 2 にし、1 秒ごとに /readyz を確認する readinessProbe を付けてください。',
  },
};
