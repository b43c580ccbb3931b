import { catalogue } from './catalogue.ts';
import { absence as enAbsence } from './en/absence.ts';
import { access as enAccess } from './en/access.ts';
import { bench as enBench } from './en/bench.ts';
import { bundle as enBundle } from './en/bundle.ts';
import { cleanup as enCleanup } from './en/cleanup.ts';
import { cli as enCli } from './en/cli.ts';
import { client as enClient } from './en/client.ts';
import { cluster as enCluster } from './en/cluster.ts';
import { docker as enDocker } from './en/docker.ts';
import { evidence as enEvidence } from './en/evidence.ts';
import { expect as enExpect } from './en/expect.ts';
import { explain as enExplain } from './en/explain.ts';
import { features as enFeatures } from './en/features.ts';
import { fence as enFence } from './en/fence.ts';
import { images as enImages } from './en/images.ts';
import { lesson as enLesson } from './en/lesson.ts';
import { lessonProcess as enLessonProcess } from './en/lesson-process.ts';
import { lessonResult as enLessonResult } from './en/lesson-result.ts';
import { manifests as enManifests } from './en/manifests.ts';
import { mutants as enMutants } from './en/mutants.ts';
import { mutationResults as enMutationResults } from './en/mutation-results.ts';
import { objects as enObjects } from './en/objects.ts';
import { plot as enPlot } from './en/plot.ts';
import { reading as enReading } from './en/reading.ts';
import { refusal as enRefusal } from './en/refusal.ts';
import { report as enReport } from './en/report.ts';
import { rollout as enRollout } from './en/rollout.ts';
import { run as enRun } from './en/run.ts';
import { scaffold as enScaffold } from './en/scaffold.ts';
import { subject as enSubject } from './en/subject.ts';
import { tools as enTools } from './en/tools.ts';
import { traffic as enTraffic } from './en/traffic.ts';
import { verbs as enVerbs } from './en/verbs.ts';
import { verify as enVerify } from './en/verify.ts';
import { wait as enWait } from './en/wait.ts';
import { whatStays as enWhatStays } from './en/what-stays.ts';
import { workshop as enWorkshop } from './en/workshop.ts';
import { absence as jaAbsence } from './ja/absence.ts';
import { access as jaAccess } from './ja/access.ts';
import { bench as jaBench } from './ja/bench.ts';
import { bundle as jaBundle } from './ja/bundle.ts';
import { cleanup as jaCleanup } from './ja/cleanup.ts';
import { cli as jaCli } from './ja/cli.ts';
import { client as jaClient } from './ja/client.ts';
import { cluster as jaCluster } from './ja/cluster.ts';
import { docker as jaDocker } from './ja/docker.ts';
import { evidence as jaEvidence } from './ja/evidence.ts';
import { expect as jaExpect } from './ja/expect.ts';
import { explain as jaExplain } from './ja/explain.ts';
import { features as jaFeatures } from './ja/features.ts';
import { fence as jaFence } from './ja/fence.ts';
import { images as jaImages } from './ja/images.ts';
import { lesson as jaLesson } from './ja/lesson.ts';
import { lessonProcess as jaLessonProcess } from './ja/lesson-process.ts';
import { lessonResult as jaLessonResult } from './ja/lesson-result.ts';
import { manifests as jaManifests } from './ja/manifests.ts';
import { mutants as jaMutants } from './ja/mutants.ts';
import { mutationResults as jaMutationResults } from './ja/mutation-results.ts';
import { objects as jaObjects } from './ja/objects.ts';
import { plot as jaPlot } from './ja/plot.ts';
import { reading as jaReading } from './ja/reading.ts';
import { refusal as jaRefusal } from './ja/refusal.ts';
import { report as jaReport } from './ja/report.ts';
import { rollout as jaRollout } from './ja/rollout.ts';
import { run as jaRun } from './ja/run.ts';
import { scaffold as jaScaffold } from './ja/scaffold.ts';
import { subject as jaSubject } from './ja/subject.ts';
import { tools as jaTools } from './ja/tools.ts';
import { traffic as jaTraffic } from './ja/traffic.ts';
import { verbs as jaVerbs } from './ja/verbs.ts';
import { verify as jaVerify } from './ja/verify.ts';
import { wait as jaWait } from './ja/wait.ts';
import { whatStays as jaWhatStays } from './ja/what-stays.ts';
import { workshop as jaWorkshop } from './ja/workshop.ts';

/** Everything that the harness says to people, by the room that says it. A lesson's own texts lie beside its spec. */
export const texts = {
  absence: catalogue(enAbsence, jaAbsence),
  access: catalogue(enAccess, jaAccess),
  bench: catalogue(enBench, jaBench),
  bundle: catalogue(enBundle, jaBundle),
  cleanup: catalogue(enCleanup, jaCleanup),
  cli: catalogue(enCli, jaCli),
  client: catalogue(enClient, jaClient),
  cluster: catalogue(enCluster, jaCluster),
  docker: catalogue(enDocker, jaDocker),
  evidence: catalogue(enEvidence, jaEvidence),
  expect: catalogue(enExpect, jaExpect),
  explain: catalogue(enExplain, jaExplain),
  features: catalogue(enFeatures, jaFeatures),
  fence: catalogue(enFence, jaFence),
  images: catalogue(enImages, jaImages),
  lesson: catalogue(enLesson, jaLesson),
  lessonProcess: catalogue(enLessonProcess, jaLessonProcess),
  lessonResult: catalogue(enLessonResult, jaLessonResult),
  manifests: catalogue(enManifests, jaManifests),
  mutants: catalogue(enMutants, jaMutants),
  mutationResults: catalogue(enMutationResults, jaMutationResults),
  objects: catalogue(enObjects, jaObjects),
  plot: catalogue(enPlot, jaPlot),
  reading: catalogue(enReading, jaReading),
  refusal: catalogue(enRefusal, jaRefusal),
  report: catalogue(enReport, jaReport),
  rollout: catalogue(enRollout, jaRollout),
  run: catalogue(enRun, jaRun),
  scaffold: catalogue(enScaffold, jaScaffold),
  subject: catalogue(enSubject, jaSubject),
  tools: catalogue(enTools, jaTools),
  traffic: catalogue(enTraffic, jaTraffic),
  verbs: catalogue(enVerbs, jaVerbs),
  verify: catalogue(enVerify, jaVerify),
  wait: catalogue(enWait, jaWait),
  whatStays: catalogue(enWhatStays, jaWhatStays),
  workshop: catalogue(enWorkshop, jaWorkshop),
} as const;
