import type { Translation } from '../harness/text/catalogue.ts';
import type { en } from './05-ingress.en.ts';

export const ja: Translation<typeof en> = {
  replicas: (least) => `${least} 以上`,
  signIn: {
    title: '正しいパスワードでだけサインインできる',
    jwt: 'トークンの部分の数(JWT は 3 つの部分からなる)',
    refused: (user) => `名前またはパスワードが誤っている ${user} での GET /auth のステータス`,
  },
  alive: {
    title: '自身の livenessProbe によって再起動されない',
    succeeds: 'アプリが応答している間、livenessProbe があれば成功すること',
  },
  members: {
    title: 'サインインしたユーザーにだけメンバー一覧を返す',
    withToken: 'トークン付きの GET /members のステータス',
    list: 'メンバー一覧',
    member: 'メンバー',
    without: 'トークンなしの GET /members のステータス',
    bad: '不正なトークンでの GET /members のステータス',
  },
  key: {
    title: 'ほかの誰も知らない鍵でトークンに署名する',
  },
  hosts: {
    title: 'ハンズオンで使う .k8s のホスト名に応答する',
    statusOf: (host) => `ホスト ${host} でのステータス`,
    status: 'ホストごとのステータス',
  },
  otherHosts: {
    title: 'ほかのホスト名には応答しない',
  },
  spread: {
    title: 'リクエストがすべてのレプリカに分散する',
    pods: '応答した Pod',
    versions: '応答したバージョン',
  },
  cookie: {
    title: 'Cookie を持つクライアントは同じ Pod に送られ続ける',
    pod: '応答する Pod',
    set: (host) => `${host} での最初のレスポンスの Set-Cookie`,
    pods: (host) => `${host} でこのクライアントに応答した Pod`,
  },
  httpOnly: {
    title: 'ページのスクリプトから Cookie を読めない',
    attributes: 'Cookie の属性',
  },
  killed: {
    title: 'Pod が強制終了されると、クライアントは別の Pod に移り、そこに送られ続ける',
    phase: '強制終了',
    moved: '別の Pod がクライアントに 200 を返すこと',
    bound: '強制終了の前に応答する Pod',
    unready: (pod) => `Pod/${pod} が一時的に Ready でなくなったため、クライアントは強制終了の前に別の Pod に移りました`,
    stays: '以後に応答する Pod',
    lost: '強制終了された Pod が処理していたリクエストのステータス',
    kept: 'もう一方の Pod が処理していたリクエストのステータス',
  },
  noneLost: {
    title: '強制終了された Pod が処理していたもの以外のリクエストは失われない',
    notKilled: '前のテストが途中で終わったため、Pod は強制終了されていません',
  },
  evicted: {
    title: 'リクエストを失わずに Pod を退避でき、同時に全部は退避できない',
    phase: '退避',
  },
  outage: {
    title: 'データベースの停止中はすぐに 503 を返し、復旧すると自動的に回復する',
    without: 'データベースがないときの GET /members のステータス',
    noPod: 'Ready な Pod がなく、Ingress コントローラー自身が 503 を返すこと',
    alive: 'データベースの停止中も livenessProbe が成功すること',
    restarts: (pod) => `データベースの停止中の ${pod} の再起動回数`,
    back: 'データベースの復旧後の GET /members のステータス',
    same: '再び応答する Pod の UID',
  },
  hints: {
    contract: 'イメージ koa-sample-ap:1.0 を 2 つ以上のレプリカで動かし、すべてに同じ JWT_KEY を渡してください。データベースはレッスン 04 のものを使います。',
    replicas: 'spec.replicas を 2 以上にしてください。1 つの Pod が入れ替わる間も、別の Pod が応答できます。',
    anyHost: 'host のないルールやデフォルトバックエンドは、ほかの人のホスト名も含め、すべてのホスト名に応答します。"*.k8s" のように、ルールの host を引用符付きで書いてください。',
    killed: '強制終了された Pod が処理していたリクエストは失われますが、ほかのリクエストが失われてはいけません。replicas を 2 以上にし、1 秒ごとに /readyz を確認する readinessProbe を付けてください。',
  },
};
