import type { Translation } from '../catalogue.ts';
import type { scaffold as en } from '../en/scaffold.ts';

export const scaffold: Translation<typeof en> = {
  exists: (file) => `${file} はすでに存在します`,
  anotherName: '別の名前にしてください。',
  noName: 'レッスン名が指定されていません',
  giveName: 'レッスン名を指定してください: npm run new-lesson -- 20-jobs',
  badName: (name) => `"${name}" はレッスン名として使えません`,
  nameForm: 'レッスン名は 2 桁の数字、-、小文字と数字と - の組み合わせです(例: 20-jobs)。',
  tooLong: (name, length) => `"${name}" は ${length} 文字です`,
  longest: (most) => `${most} 文字以内にしてください。`,
  numberTaken: (number, lesson) => `番号 ${number} は ${lesson} が使っています`,
  free: (name) => `空いているのは ${name} です。`,
  topicTaken: (topic, lesson) => `名前 ${topic} は ${lesson} が使っています`,
  withoutNumber: 'レッスンは番号なしでも指定できるため、別の名前にしてください。',
};
