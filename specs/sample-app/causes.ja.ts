import type { Translation } from '../../harness/text/catalogue.ts';
import type { en } from './causes.en.ts';

export const ja: Translation<typeof en> = {
  noReadinessProbe: 'readinessProbe がないと、新しい Pod が待ち受けを始める前にリクエストが届きます。/readyz を確認する readinessProbe を付けてください。',
  noPreStop: '終了する Pod にも、すべてのノードと Ingress コントローラーに伝わるまではリクエストが届きます。SIGTERM を受けてからその間アプリが応答を続けるように DRAIN_MS(ミリ秒)を設定するか、コンテナの preStop で数秒 sleep させてください。',
};
