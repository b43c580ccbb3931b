import type { Translation } from '../../harness/text/catalogue.ts';
import type { en } from './canary-weights.en.ts';

export const ja: Translation<typeof en> = {
  annotated: (prefix) => `アノテーション ${prefix} と ${prefix}-weight の付いた Ingress`,
  between: '0 より大きく、合計(canary-weight-total がなければ 100)より小さい整数',
  ofHundred: (weight) => `重み ${weight} に対してリクエストの ${weight} %`,
  ofTotal: (weight, total, percent) => `${total} のうち ${weight}、つまり ${percent} %`,
  hostOf: (hosts) => `ほかの Ingress のホスト: ${hosts}`,
  rule: 'パスと、その先の Service',
  aClass: (classes) => `コントローラーが ingress-nginx のアノテーションを読むクラス: ${classes}`,
  serviceOf: (own, other) => `${own} の Pod を選択し、${other} の Pod を選択しない Service`,
  podsOf: (own, other) => `${own} の Pod が持ち、${other} の Pod が持たないラベル`,
  portOf: (service, ports) => `${service} のポート: ${ports}`,
  byHeader: (header) => `ヘッダー ${header} を付けたリクエストに 2.0 が応答すること`,
  hints: {
    annotations: 'カナリアの Ingress には、アノテーション nginx.ingress.kubernetes.io/canary "true" と nginx.ingress.kubernetes.io/canary-weight(例: "20")をどちらも引用符付きで付け、ホストとパスはもう一方の Ingress と同じにしてください。',
    total: 'nginx.ingress.kubernetes.io/canary-weight-total がなければ、重みはパーセントです。このアノテーションを消すか、合計に合わせて重みを大きくしてください。',
    sameHost: 'カナリアの Ingress は、ホストとパスが同じ別の Ingress のリクエストだけを受け持ちます。その Ingress を追加するか、ホストを直してください。',
    weighingClass: (classes) => `重みを使うカナリアの Ingress には、どちらも、コントローラーがこのアノテーションを読むクラスが必要です: ingressClassName: ${classes}。`,
    leadsTo: (workload, service) => `この Ingress は ${workload} の Pod だけにつながる必要があります。バックエンドの Service(ここでは ${service})の selector で、その Pod だけが持つラベル(track など)を指定してください。`,
  },
};
