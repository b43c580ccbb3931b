import type { LessonOptions } from '../../harness/lesson/lesson-options.ts';

/** Kinds about accounts and rights that every folder of lesson 19 may hold: for who is seen in the audit log. Its pods have no tokens. A RoleBinding may give the rights of either kind of role. */
export const accountKinds = ['ServiceAccount', 'Role', 'RoleBinding', 'ClusterRole'] as const satisfies LessonOptions['accountKinds'];

/** The lesson is about taints: a pod that tolerates every one of them tolerates that of the lesson too. */
export const podNeeds = { anyTaint: true } as const satisfies LessonOptions['podNeeds'];
