import type { LessonOptions } from '../../harness/lesson/lesson-options.ts';

/**
 * What the lesson is about, and every folder of it may do: have accounts and give them rights in their own namespace. No pod
 * of a folder has a token, so nobody but the lesson itself can use these rights.
 */
export const needs = {
  accountKinds: ['ServiceAccount', 'Role', 'RoleBinding', 'ClusterRole'],
  clusterWide: ['ClusterRole'],
  credentials: ['tokens', 'impersonation'],
} as const satisfies Partial<LessonOptions>;
