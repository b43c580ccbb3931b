import { catalogue } from './catalogue.ts';
import { absence as enAbsence } from './en/absence.ts';
import { access as enAccess } from './en/access.ts';
import { cleanup as enCleanup } from './en/cleanup.ts';
import { client as enClient } from './en/client.ts';
import { evidence as enEvidence } from './en/evidence.ts';
import { expect as enExpect } from './en/expect.ts';
import { features as enFeatures } from './en/features.ts';
import { lesson as enLesson } from './en/lesson.ts';
import { lessonProcess as enLessonProcess } from './en/lesson-process.ts';
import { lessonResult as enLessonResult } from './en/lesson-result.ts';
import { manifests as enManifests } from './en/manifests.ts';
import { objects as enObjects } from './en/objects.ts';
import { mutants as enMutants } from './en/mutants.ts';
import { plot as enPlot } from './en/plot.ts';
import { refusal as enRefusal } from './en/refusal.ts';
import { report as enReport } from './en/report.ts';
import { rollout as enRollout } from './en/rollout.ts';
import { subject as enSubject } from './en/subject.ts';
import { traffic as enTraffic } from './en/traffic.ts';
import { verbs as enVerbs } from './en/verbs.ts';
import { wait as enWait } from './en/wait.ts';
import { whatStays as enWhatStays } from './en/what-stays.ts';
import { absence as jaAbsence } from './ja/absence.ts';
import { access as jaAccess } from './ja/access.ts';
import { cleanup as jaCleanup } from './ja/cleanup.ts';
import { client as jaClient } from './ja/client.ts';
import { evidence as jaEvidence } from './ja/evidence.ts';
import { expect as jaExpect } from './ja/expect.ts';
import { features as jaFeatures } from './ja/features.ts';
import { lesson as jaLesson } from './ja/lesson.ts';
import { lessonProcess as jaLessonProcess } from './ja/lesson-process.ts';
import { lessonResult as jaLessonResult } from './ja/lesson-result.ts';
import { manifests as jaManifests } from './ja/manifests.ts';
import { objects as jaObjects } from './ja/objects.ts';
import { mutants as jaMutants } from './ja/mutants.ts';
import { plot as jaPlot } from './ja/plot.ts';
import { refusal as jaRefusal } from './ja/refusal.ts';
import { report as jaReport } from './ja/report.ts';
import { rollout as jaRollout } from './ja/rollout.ts';
import { subject as jaSubject } from './ja/subject.ts';
import { traffic as jaTraffic } from './ja/traffic.ts';
import { verbs as jaVerbs } from './ja/verbs.ts';
import { wait as jaWait } from './ja/wait.ts';
import { whatStays as jaWhatStays } from './ja/what-stays.ts';

/** Everything that the harness says to people, by the room that says it. A lesson's own texts lie beside its spec. */
export const texts = {
  absence: catalogue(enAbsence, jaAbsence),
  access: catalogue(enAccess, jaAccess),
  cleanup: catalogue(enCleanup, jaCleanup),
  client: catalogue(enClient, jaClient),
  evidence: catalogue(enEvidence, jaEvidence),
  expect: catalogue(enExpect, jaExpect),
  features: catalogue(enFeatures, jaFeatures),
  lesson: catalogue(enLesson, jaLesson),
  lessonProcess: catalogue(enLessonProcess, jaLessonProcess),
  lessonResult: catalogue(enLessonResult, jaLessonResult),
  manifests: catalogue(enManifests, jaManifests),
  objects: catalogue(enObjects, jaObjects),
  mutants: catalogue(enMutants, jaMutants),
  plot: catalogue(enPlot, jaPlot),
  refusal: catalogue(enRefusal, jaRefusal),
  report: catalogue(enReport, jaReport),
  rollout: catalogue(enRollout, jaRollout),
  subject: catalogue(enSubject, jaSubject),
  traffic: catalogue(enTraffic, jaTraffic),
  verbs: catalogue(enVerbs, jaVerbs),
  wait: catalogue(enWait, jaWait),
  whatStays: catalogue(enWhatStays, jaWhatStays),
} as const;
