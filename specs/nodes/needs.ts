import type { LessonOptions } from '../../harness/lesson/lesson-options.ts';

/** Kinds about accounts and rights that every folder of lesson 19 may hold: for who is seen in the audit log. Its pods have no tokens. */
export const accountKinds = ['ServiceAccount', 'Role', 'RoleBinding'] as const satisfies LessonOptions['accountKinds'];
