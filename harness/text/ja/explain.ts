import type { Translation } from '../catalogue.ts';
import type { explain as en } from '../en/explain.ts';

export const explain: Translation<typeof en> = {
  nothing: 'なし',
  object: (kind) => `${kind} 全体`,
  hidden: '別の値(秘密情報のため非表示)',
  secret: '秘密情報のため非表示の値',
  line: (number, text) => `${number} 行目: ${text}`,
  likely: '考えられる原因',
  differs: '相違点',
  places: (count, shown) => `レッスンのマニフェストとの相違点は ${count} か所${shown < count ? `(うち可能性の高い ${shown} か所)` : ''}:`,
  more: (count) => `レッスンのマニフェストとのその他の相違点は ${count} か所:`,
  sides: (observed, ours) => `${observed}(レッスンのマニフェストでは ${ours})`,
  begins: (lesson, test, differences, runs) => `${lesson}: \`${test}\` が失敗した原因を ${differences} か所の相違点から探します(最大 ${runs} 回の実行)`,
  tried: (place, what, outcome, time) => `${place} ${what}: ${outcome} (${time})`,
  none: 'レッスンのマニフェストのまま',
  all: (count) => `相違点 ${count} か所すべてあり`,
  only: (fields) => `${fields} あり`,
  others: (count) => `ほか ${count} か所`,
  outcomes: { fails: '同じテストで失敗', passes: 'テストに合格', unclear: 'そのテストまで到達せず' },
  cause: '原因',
  verdicts: {
    proved: (count, passes, runs) => `確認済み: ${passes}レッスンのマニフェストに${count === 1 ? 'これだけ' : 'これらだけ'}を加えると、同じテストで失敗します${runs}`,
    passes: (count) => `${count === 1 ? 'これ' : 'これら'}を元に戻すとこのテストに合格し、`,
    passesWithAll: 'すべての原因を元に戻すとこのテストに合格し、',
    cluster: (runs) => `マニフェストは原因ではありません: このクラスターでは、レッスンのマニフェストでもこのテストに合格しません${runs}`,
    notReproduced: (runs) => `見つかりませんでした: もう一度実行すると、このテストでは失敗しませんでした${runs}。マシンの負荷のように、現れたり消えたりする原因です`,
    unfinished: (runs) => `未確定: 原因はこの中にあります。レッスンのマニフェストに加えると、同じテストで失敗します${runs}。\`--explain-runs\` で実行回数を増やしてください`,
    tooFew: (runs) => `見つかりませんでした${runs}。\`--explain-runs\` で実行回数を増やしてください`,
    otherCause: 'ほかにも原因があります',
    runs: (count, time) => `(実行 ${count} 回、${time})`,
  },
};
