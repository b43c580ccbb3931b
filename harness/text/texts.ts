import { catalogue } from './catalogue.ts';
import { expect as enExpect } from './en/expect.ts';
import { lesson as enLesson } from './en/lesson.ts';
import { lessonProcess as enLessonProcess } from './en/lesson-process.ts';
import { rollout as enRollout } from './en/rollout.ts';
import { verbs as enVerbs } from './en/verbs.ts';
import { expect as jaExpect } from './ja/expect.ts';
import { lesson as jaLesson } from './ja/lesson.ts';
import { lessonProcess as jaLessonProcess } from './ja/lesson-process.ts';
import { rollout as jaRollout } from './ja/rollout.ts';
import { verbs as jaVerbs } from './ja/verbs.ts';

/** Everything that the harness says to people, by the room that says it. A lesson's own texts lie beside its spec. */
export const texts = {
  expect: catalogue(enExpect, jaExpect),
  lesson: catalogue(enLesson, jaLesson),
  lessonProcess: catalogue(enLessonProcess, jaLessonProcess),
  rollout: catalogue(enRollout, jaRollout),
  verbs: catalogue(enVerbs, jaVerbs),
} as const;
