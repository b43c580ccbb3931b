import type { LessonOptions } from '../../harness/lesson/lesson-options.ts';
import { registryHost, writtenPassword } from './host.ts';

/** What the lesson is about, and every folder of it may do: have images of its registry, and run as accounts, which have no rights. */
export const needs = {
  registry: { host: registryHost, repositories: ['hello'], password: writtenPassword },
  accountKinds: ['ServiceAccount'],
  podNeeds: { tokens: true },
} as const satisfies Partial<LessonOptions>;
