import type { Translation } from '../../harness/text/catalogue.ts';
import type { en } from './causes.en.ts';

export const ja: Translation<typeof en> = {
  noReadinessProbe: 'readinessProbe がないと、新しい Pod が待ち受けを始める前にリクエストが届きます。/readyz を確認する readinessProbe を付けてください。',
};
