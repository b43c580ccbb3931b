import type { Translation } from '../../harness/text/catalogue.ts';
import type { en } from './texts.en.ts';

export const ja: Translation<typeof en> = {
  refusedWithin: (seconds) => `${seconds} 秒以内に 401 Unauthorized`,
  knownAs: (username) => `${username} として認証された`,
};
