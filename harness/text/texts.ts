import { catalogue } from './catalogue.ts';
import { absence as enAbsence } from './en/absence.ts';
import { expect as enExpect } from './en/expect.ts';
import { lesson as enLesson } from './en/lesson.ts';
import { lessonProcess as enLessonProcess } from './en/lesson-process.ts';
import { lessonResult as enLessonResult } from './en/lesson-result.ts';
import { refusal as enRefusal } from './en/refusal.ts';
import { report as enReport } from './en/report.ts';
import { plot as enPlot } from './en/plot.ts';
import { rollout as enRollout } from './en/rollout.ts';
import { subject as enSubject } from './en/subject.ts';
import { traffic as enTraffic } from './en/traffic.ts';
import { verbs as enVerbs } from './en/verbs.ts';
import { whatStays as enWhatStays } from './en/what-stays.ts';
import { absence as jaAbsence } from './ja/absence.ts';
import { expect as jaExpect } from './ja/expect.ts';
import { lesson as jaLesson } from './ja/lesson.ts';
import { lessonProcess as jaLessonProcess } from './ja/lesson-process.ts';
import { lessonResult as jaLessonResult } from './ja/lesson-result.ts';
import { refusal as jaRefusal } from './ja/refusal.ts';
import { report as jaReport } from './ja/report.ts';
import { plot as jaPlot } from './ja/plot.ts';
import { rollout as jaRollout } from './ja/rollout.ts';
import { subject as jaSubject } from './ja/subject.ts';
import { traffic as jaTraffic } from './ja/traffic.ts';
import { verbs as jaVerbs } from './ja/verbs.ts';
import { whatStays as jaWhatStays } from './ja/what-stays.ts';

/** Everything that the harness says to people, by the room that says it. A lesson's own texts lie beside its spec. */
export const texts = {
  absence: catalogue(enAbsence, jaAbsence),
  expect: catalogue(enExpect, jaExpect),
  lesson: catalogue(enLesson, jaLesson),
  lessonProcess: catalogue(enLessonProcess, jaLessonProcess),
  lessonResult: catalogue(enLessonResult, jaLessonResult),
  refusal: catalogue(enRefusal, jaRefusal),
  report: catalogue(enReport, jaReport),
  plot: catalogue(enPlot, jaPlot),
  rollout: catalogue(enRollout, jaRollout),
  subject: catalogue(enSubject, jaSubject),
  traffic: catalogue(enTraffic, jaTraffic),
  verbs: catalogue(enVerbs, jaVerbs),
  whatStays: catalogue(enWhatStays, jaWhatStays),
} as const;
