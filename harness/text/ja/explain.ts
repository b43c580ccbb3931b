import type { Translation } from '../catalogue.ts';
import type { explain as en } from '../en/explain.ts';

export const explain: Translation<typeof en> = {
  nothing: 'なし',
  object: (kind) => `${kind} 全体`,
  hidden: '別の値(秘密情報のため非表示)',
  secret: '秘密情報のため非表示の値',
  line: (number, text) => `${number} 行目: ${text}`,
  order: (items) => `順序 ${items}`,
  likely: '考えられる原因',
  differs: '相違点',
  places: (count, shown) => `レッスンのマニフェストとの相違点は ${count} か所${shown < count ? `(うち可能性の高い ${shown} か所)` : ''}:`,
  more: (count) => `レッスンのマニフェストとのその他の相違点は ${count} か所:`,
  sides: (observed, ours) => `${observed}(レッスンのマニフェストでは ${ours})`,
};
