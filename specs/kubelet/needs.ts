import type { LessonOptions } from '../../harness/lesson/lesson-options.ts';

/** Kinds about accounts and rights that every folder of lesson 13 may hold. Its pods have no tokens, so nobody but the spec speaks as an account. */
export const accountKinds = ['ServiceAccount', 'ClusterRole', 'ClusterRoleBinding', 'RoleBinding'] as const satisfies LessonOptions['accountKinds'];
