import { saveEvidence } from '../evidence/save-evidence.ts';
import { annotationsOf } from '../lesson-process/annotations.ts';
import { interrupted } from '../lesson-process/interruption.ts';
import type { Session } from '../objects/session.ts';
import { LessonFailure } from '../verdict/lesson-failure.ts';

/** Milliseconds for saving evidence: a cluster that does not answer must not hold the verdict. */
const evidenceMs = 10_000;

/** Saves what shows why a test has failed, and notes the files with the failure, or with the test where it is none of ours. */
export async function saveEvidenceOfTest({ client, context, labels, running }: Session, namespaces: readonly string[], test: Mocha.Test, error: unknown): Promise<void> {
  const paths = await saveEvidence({
    client,
    namespaces,
    labels,
    timelines: running.timelines,
    reportDir: context.reportDir,
    lesson: context.lesson,
    number: running.number,
    title: test.title,
    language: context.language,
    signal: AbortSignal.any([AbortSignal.timeout(evidenceMs), interrupted]),
  });
  if (error instanceof LessonFailure) error.failure.evidence.push(...paths);
  else annotationsOf(test).evidence = paths;
}
