import type { LessonOptions } from '../../harness/lesson/lesson-options.ts';

/** Whom a token that is not for the API server is for. */
export const vault = 'vault';

/**
 * What the lesson is about, and every folder of it may do: have accounts, pods with their tokens, and requests for
 * certificates. Nothing in a folder may give these accounts a right.
 */
export const needs = {
  podNeeds: { tokens: true, audiences: [vault] },
  accountKinds: ['ServiceAccount', 'CertificateSigningRequest'],
  clusterWide: ['CertificateSigningRequest'],
  credentials: ['tokens', 'certificates'],
} as const satisfies Partial<LessonOptions>;
