import { texts } from '../text/texts.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';

/** Key of the label on everything that is made for learners; its value is the learner. Only what carries it is changed or deleted. */
export const learnerLabel = 'cndjp2-e2e/learner';

/** The ServiceAccount in a learner's namespace that the learner is; also the name of its Role and RoleBinding. */
export const learnerAccount = 'learner';

/** Learners at a time: an API server of two cores serves the room meanwhile. */
export const learnersAtOnce = 4;

/** `learner-01`, `learner-02` … in the order of their numbers: the same names again when more are asked for later. */
export function learnerNames(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${String(index + 1).padStart(2, '0')}`);
}

/** Throws EnvironmentError for a prefix that no namespace can begin with: letters, digits and hyphens (RFC 1123), and room for the number. */
export function requirePrefix(prefix: string): void {
  if (/^[a-z0-9][a-z0-9-]{0,50}$/.test(prefix) && !prefix.startsWith('kube-')) return;
  throw new EnvironmentError('--prefix', texts.workshop.learners.badPrefix(prefix), texts.workshop.learners.badPrefixHint);
}
