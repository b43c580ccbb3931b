import type { Translation } from '../../harness/text/catalogue.ts';
import type { en } from './texts.en.ts';

export const ja: Translation<typeof en> = {
  may: (who, right) => `${who} に許可されること: ${right}`,
  mayNot: (who, right) => `${who} に許可されないこと: ${right}`,
  noRole: (role) => `フォルダーに ${role} がない`,
  seen: (may, status, message) => `SelfSubjectAccessReview では${may ? '許可' : '拒否'}、実際のリクエストでは ${status}${message === '' ? '' : ` (${message})`}`,
  andOthers: (seen, others) => `${seen}。ほかに ${others.length} 件が期待と異なる: ${others.slice(0, 5).join('、')}${others.length > 5 ? '…' : ''}`,
};
