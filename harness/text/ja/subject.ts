import type { Translation } from '../catalogue.ts';
import type { subject as en } from '../en/subject.ts';

export const subject: Translation<typeof en> = {
  issued: '発行済み',
  readable: 'base64 の証明書要求',
};
