import type { Translation } from '../../harness/text/catalogue.ts';
import type { en } from './texts.en.ts';

export const ja: Translation<typeof en> = {
  refusedWithin: (seconds) => `ほかのレジストリのイメージが、${seconds} 秒以内に ValidatingAdmissionPolicy によって拒否される`,
  admitted: '許可された',
  refusedOtherwise: (message) => `別のものによって拒否された: ${message}`,
};
