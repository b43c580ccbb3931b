import type { Translation } from '../catalogue.ts';
import type { bench as en } from '../en/bench.ts';

export const bench: Translation<typeof en> = {
  noIngress: 'Ingress コントローラーのアドレスが不明です',
  useUp: 'npm run up で作成したクラスターを使ってください。',
  notComplete: (deployment, namespace, seconds, seen) => `${namespace} の ${deployment} が ${seconds} 秒経っても完了していません: ${seen}`,
  noResponse: (url, host, seconds, seen) => `${url}(ホスト ${host})が ${seconds} 秒以内に 200 を返しません: ${seen}`,
  manyFailed: (failed, sent, errors) => `計測対象へのリクエスト ${sent} 件のうち ${failed} 件が失敗しました: ${errors}`,
  trySpec: 'このクラスターでレッスンが成功するか確認してください: npm test -- 05',
  lowerRate: '負荷の低いマシンを使うか、--rate を下げてください。',
  withoutVegeta: 'メッセージを確認してください。vegeta がなくても、ドライバーだけを計測できます: npm run bench -- --no-vegeta',
};
