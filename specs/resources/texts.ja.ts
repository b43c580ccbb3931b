import type { Translation } from '../../harness/text/catalogue.ts';
import type { en } from './texts.en.ts';

export const ja: Translation<typeof en> = {
  readCgroup: 'カーネルが持つ上限を読み取ること',
  measure: 'CPU 時間の測定',
};
