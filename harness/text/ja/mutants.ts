import type { Translation } from '../catalogue.ts';
import type { mutants as en } from '../en/mutants.ts';

export const mutants: Translation<typeof en> = {
  statuses: { killed: '検出', survived: '見逃し', rejected: '拒否', equivalent: '等価', error: 'エラー', passed: '合格', failed: '失敗' },
  columns: { lesson: 'レッスン', category: '分類', slow: '遅い', score: 'スコア', named: '特定', all: '全体' },
  notNamed: 'フィールドを示していない',
  neutralChanges: (count) => `無害な変更 ${count} 件`,
  inBatches: (changes, batches, seed) => `${changes}を ${batches} 回にまとめて実行(シード ${seed} で組み合わせ)`,
  mutants: (count) => `ミュータント ${count} 件`,
  sampled: (mutants, seed) => `${mutants}(シード ${seed} で抽出)`,
  bad: '見逃したもの、または等価とされているのに検出したもの:',
  cases: (count) => `コーパスの事例 ${count} 件`,
  caseStatuses: { right: '期待どおり', wrong: '期待と異なる', error: 'エラー' },
  wrongCases: '期待と異なったコーパスの事例:',
  corpusRight: (right, total, named) => `コーパス: 事例 ${total} 件中 ${right} 件が期待どおり。間違いの ${named} が該当フィールドを示しています`,
  notJudged: '判定できなかったもの:',
  neutralFailed: '失敗した無害な変更:',
  neutralPassed: (passed, total) => `無害な変更: ${total} 件中 ${passed} 件が合格`,
  score: (score, { killed, slow, survived, rejected, equivalent, error }, named) =>
    `スコア ${score}: 検出 ${killed}(うち遅いもの ${slow})、見逃し ${survived}、拒否 ${rejected}、等価 ${equivalent}、エラー ${error}。失敗の ${named} がオブジェクトとフィールドを示しています`,
  noneRun: 'ミュータントは実行されませんでした',
  times: (seed, all, each) => `シード ${seed}、合計 ${all}、1 件あたり ${each}`,
  errors: {
    noReport: (folder) => `${folder} に mutants.json がありません`,
    runFirst: '先に npm run mutants を実行してください。',
    seeOutput: 'レポートフォルダーにある出力を確認してください。',
    impossible: 'マニフェストが変わったか、パスが間違っています。変更の書き方は mutants/README.md にあります。',
    wrongCase: 'コーパスの事例の書き方は mutants/README.md(英語)を参照してください。',
    wrongFile: 'このファイルの書き方は mutants/README.md にあります。',
    noMarks: (begin, end) => `${begin} … ${end} がありません`,
    putMarks: 'スコアを表示する場所にこの 2 行を置いてください。',
    nothing: '指定に当てはまるものがありません',
    leaveOut: '--id、--category、またはレッスンの指定を外してください。',
    unknown: (what, asked) => `${what} "${asked}" はありません`,
    unknownNear: (what, asked, meant) => `${what} "${asked}" はありません。${meant} の間違いではありませんか`,
    thereAre: (list) => `あるもの: ${list}`,
  },
};
