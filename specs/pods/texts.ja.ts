import type { Translation } from '../../harness/text/catalogue.ts';
import type { en } from './texts.en.ts';

export const ja: Translation<typeof en> = {
  answersOf: (names) => `次の Pod それぞれからの応答: ${names}`,
  answered: (names, last) => `応答した Pod: ${names}。最後のリクエストの結果: ${last}`,
  onlyOf: (names) => `次の Pod だけからの応答: ${names}`,
  nobody: 'なし',
  selectsNobody: 'Service のセレクターに合う Pod がありません',
  status: (status) => `ステータス ${status}`,
  noStatus: 'HTTP の応答ではありません',
  refused: '接続を拒否されました',
  timedOut: '時間内に応答がありません',
  found: (selector) => `セレクター ${selector} で見つかる Pod`,
  noSelector: '(なし)',
  addresses: 'Ready のエンドポイントのアドレス',
  listed: (pod, service) => `Pod/${pod} が Service ${service} の EndpointSlice に載っていること`,
  isReadyEndpoint: (service) => `Ready でない Pod が Service ${service} の Ready のエンドポイントに数えられるか`,
  hasNotRun: (container) => `${container} は実行されていません`,
  notStarted: (container, why) => `${container} を起動できませんでした(${why})`,
  life: (container, from, to, exitCode) => `${container} は ${from} から ${to} まで実行されました(終了コード ${exitCode})`,
  lifeSoFar: (container, from) => `${container} は ${from} から実行中です`,
};
