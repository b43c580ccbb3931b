import type { Translation } from '../catalogue.ts';
import type { refusal as en } from '../en/refusal.ts';

export const refusal: Translation<typeof en> = {
  expected: (what, how) => `API サーバーが${what}を拒否すること: ${how}`,
  accepted: '受け入れられました',
};
