import type { Translation } from '../../harness/text/catalogue.ts';
import type { en } from './texts.en.ts';

export const ja: Translation<typeof en> = {
  elsewhere: (nodes) => `${nodes} 以外の Node にある Pod`,
  podsOf: (nodes) => `${nodes} それぞれの Pod の数`,
  evenly: '差が 1 以下の数',
};
