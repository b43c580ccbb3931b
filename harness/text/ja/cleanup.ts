import type { Translation } from '../catalogue.ts';
import type { cleanup as en } from '../en/cleanup.ts';

export const cleanup: Translation<typeof en> = {
  why: (what, cause) => `${what}: ${cause}`,
  policies: 'ポリシー',
  retained: '保持(Retain)されたボリューム',
  pods: 'Pod',
  data: 'ノード上のデータ',
  namespace: 'Namespace',
  clusterWide: 'クラスタースコープのオブジェクト',
  outOfTime: '期限までに削除されませんでした',
  folderStays: (cleaner, folder) => `${cleaner} がフォルダー ${folder} を削除できませんでした`,
};
