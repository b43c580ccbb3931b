import type { Translation } from '../catalogue.ts';
import type { whatStays as en } from '../en/what-stays.ts';

export const whatStays: Translation<typeof en> = {
  interrupted: '中断しました。後片付けをしています(最長 30 秒。もう一度 Ctrl-C を押すとすぐに終了します)。',
  kept: (label, cluster) => `クラスター ${cluster} に、ラベル ${label} の付いたものをすべて残しました。確認するには:`,
  keptOfFailed: (label, cluster) => `クラスター ${cluster} と、失敗したレッスンのうちラベル ${label} の付いたものを残しました(レッスンを指定すると、そのすべてが残ります)。確認するには:`,
  removed: '次回の実行、または npm run down で削除されます。',
  noCluster: '後片付けをせずに終了しました。クラスターを作成中だった場合は、npm run down で削除できます。',
  cleaned: '終了しました。この実行が作成したものはすべて削除済みです。',
  clusterStays: (cluster) => `後片付けをせずに終了しました。クラスター ${cluster} が残っています。次回の実行、または npm run down で削除されます。`,
  objectsStay: (label, cluster) => `後片付けをせずに終了しました。クラスター ${cluster} に、ラベル ${label} の付いたものが残っています。次回の実行、または npm run down で削除されます。`,
};
