import type { Translation } from '../catalogue.ts';
import type { mutationResults as en } from '../en/mutation-results.ts';

const inLessons = (lessons: number, of: number): string => (lessons === of ? `全 ${of} レッスン` : `${of} レッスン中 ${lessons} レッスン`);

export const mutationResults: Translation<typeof en> = {
  intro: [
    '# ミューテーションスコア',
    '`npm run mutants -- --results` が生成します。ミュータントと等価な書き換えの説明: [README.md](README.md)(英語)。English: [RESULTS.md](RESULTS.md)',
    'すべての実行には数時間かかるので、レッスンごとに、その全部を実行した最新の結果を載せます。日付とコミットは、そのときのものです。',
    '「感度」は、スペックが気付いた欠陥の割合です。「特異度」は、意味を変えない書き換えのうち、スペックが合格させたものの割合です。',
  ].join('\n\n'),
  legend: '「検出」はテストが失敗したもので、そのうち待ち時間の上限で終わったものが「低速」です。「見逃し」はどのテストも失敗しなかったものです。「拒否」は API サーバーがマニフェストを受け付けなかったもので、メッセージはファイル、行、フィールドを示します。「等価」は違いが誰にも見えないもので、理由とレッスンごとの個数を下に示します(英語)。「エラー」はハーネスの不具合か、判定できない計測です。スコア = 検出 / (検出 + 見逃し)。',
  sensitivity: '## 感度',
  sum: ({ score, killed, judged, named, lessons, of }) => `スコア **${score}**: ${inLessons(lessons, of)}のミュータント ${judged} 個のうち ${killed} 個を検出。失敗メッセージの ${named} がフィールドを示します。`,
  seconds: (seconds) => `ミュータント 1 個の実行は平均 ${seconds} 秒です。`,
  withDifference: (share) => `最初に示すレッスンのマニフェストとの相違点を含めると、失敗の ${share} がそのフィールドを示します。`,
  causes: (found, total, median, longest) => `\`--explain\` は、${total} 件の失敗のうち ${found} 件の原因を確認しました(中央値 ${median} 秒、最長 ${longest} 秒)。`,
  causesIn: (lessons, of) => `対象は${inLessons(lessons, of)}です。API サーバーやフォルダーの読み込みが拒否するものは、それ自体がフィールドを示します。`,
  missedCauses: '確認できなかった原因:',
  behaviour: '## 振る舞いだけのスコア',
  behaviourIntro: '同じミュータントを、書かれた内容のテストなしで実行し、動いているものだけで判定します。「現れない」は書かれた内容にしか違いが現れないもので、理由とレッスンごとの個数を下に示します(英語)。',
  behaviourSum: ({ score, killed, judged, lessons, of, unseen }) => `振る舞いだけのスコア **${score}**: ${inLessons(lessons, of)}のミュータント ${judged} 個のうち ${killed} 個を検出。ほかに、書かれた内容にしか現れないものが ${unseen} 個。`,
  specificity: '## 特異度',
  specificityIntro: '各マニフェストを別の書き方にしたものです。一覧に書かれたものと、等価演算子が作ったものがあり、どれもレッスンに合格しなければなりません。',
  neutral: ({ share, passed, total, lessons, of }) => `特異度 **${share}**: ${inLessons(lessons, of)}で、意味を変えない書き換え ${total} 件のうち ${passed} 件が合格。`,
  operators: (made, operators) => `そのうち ${made} 件は ${operators} 種類の演算子が作ったものです。`,
  corpus: '## コーパス',
  corpusSum: ({ right, total, named }) => `実際の間違いと珍しい正解のコーパス: 事例 ${total} 件中 ${right} 件が期待どおり。間違いの ${named} が該当フィールドを示します。`,
  wrongCases: '期待と異なった事例:',
  failed: '不合格',
  more: '[表](mutants/RESULTS.ja.md)',
  heads: { killed: '検出', slow: '低速', survived: '見逃し', rejected: '拒否', equivalent: '等価', unseen: '現れない', error: 'エラー', score: 'スコア', named: 'フィールド名を表示', passed: '合格', right: '期待どおり', total: '合計', day: '日付', revisions: 'コミット' },
  lesson: 'レッスン', category: '分類', all: '合計', equivalents: '等価なミュータントとその理由', unseen: '振る舞いに現れないミュータントとその理由', survivors: '見逃したミュータント',
};
