import type { Translation } from '../catalogue.ts';
import type { absence as en } from '../en/absence.ts';

export const absence: Translation<typeof en> = {
  step: (what, seconds) => `${what}が現れないことを ${seconds} 秒間確認しています`,
  expected: (what, seconds) => `${seconds} 秒間、${what}が現れないこと`,
  come: (what, seconds) => `${seconds} 秒後に現れたもの: ${what}`,
};
