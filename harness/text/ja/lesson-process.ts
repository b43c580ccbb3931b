import type { Translation } from '../catalogue.ts';
import type { lessonProcess as en } from '../en/lesson-process.ts';

export const lessonProcess: Translation<typeof en> = {
  deadline: 'テストが期限までに終わること',
  stillRunning: (after) => `${after} 経過しても実行中でした`,
  stillRunningIn: (after, step) => `${after} 経過しても実行中でした。最後の手順: ${step}`,
  deadlineHint: '最後の手順が何を待っているかを確認してください。',
  assertionHint: 'このアサーションはレッスンのスペックにあります。記録の中のスタックトレースに行番号があります。',
  end: 'テストが最後まで実行されること',
  codeHint: 'マニフェストではなく、スペックまたはハーネスのエラーです。記録の中のスタックトレースを確認してください。',
  doesNotHold: '条件を満たしていません',
  skippedWithoutReason: '理由なしにスキップされました。given.skip(reason) を使ってください',
  cutShort: (why) => `途中で打ち切られました: ${why}`,
  leftHint: '残ったものにはこの実行のラベルが付いており、次回の実行で削除されます。',
  notLoaded: (why) => `スペックを読み込めませんでした: ${why}`,
  seeStack: (path) => `レポートフォルダーの ${path} を確認してください。`,
  seeSpec: 'スペックを確認してください。',
  skippedInSource: (titles) => `ソースコードでスキップされています: ${titles}`,
  skippedInSourceHint: 'テストの実行中に理由を付けてスキップしてください: given.skip(reason)',
  noTests: 'スペックにテストがありません',
  noTestsHint: 'テストのないレッスンは何も証明しません。',
};
