import type { Translation } from '../catalogue.ts';
import type { lessonResult as en } from '../en/lesson-result.ts';

export const lessonResult: Translation<typeof en> = {
  lesson: 'レッスン',
  notRun: (why) => `未実行: ${why}`,
  toldToEnd: '実行の終了が指示されました',
  interrupted: '実行が中断されました',
  runnerGone: '実行を管理するプロセスがなくなりました',
  expected: (time) => `レッスンが ${time} 以内に終わること`,
  observed: (doing) => `次の処理が終わっていませんでした: ${doing}`,
  hint: '最後の手順が何を待っているかを確認してください。待っているものが来ない理由は、Namespace のイベントで分かります。',
  earlierFailed: 'レッスンの前の部分が失敗しました',
  late: (time) => `レッスンが ${time} 以内に終わりませんでした`,
  lateIn: (time, doing) => `${time} 以内に終わりませんでした。実行中の処理: ${doing}`,
  lateHint: '残ったものにはこの実行のラベルが付いており、この実行が削除します。',
  crashed: (how) => `レッスンのプロセスが途中で終了しました(${how})`,
  crashedIn: (how, doing) => `レッスンのプロセスが途中で終了しました(${how})。実行中の処理: ${doing}`,
  crashedHint: (path) => `プロセスの最後の出力は ${path} にあります。`,
  between: 'テストとテストの間',
  test: (title) => `「${title}」`,
  testStep: (test, step) => `${test} ${step}`,
};
