import { isSystemPriority } from '../manifests/isolation/pods.ts';
import { show } from '../text/show.ts';
import { texts } from '../text/texts.ts';
import type { Fields, Offence } from './offence.ts';
import { podsIn } from './objects.ts';

const t = texts.fence;

/**
 * Pods with a PriorityClass of the cluster's, in a folder that brings none: they could push aside whatever runs there. Where the
 * folder brings classes, isolation lets no name mean one of the cluster's.
 */
export function ofOtherPriority(object: Fields): Offence[] {
  return podsIn(object).flatMap(({ pod: { priorityClassName: name }, path }): Offence[] => (
    typeof name !== 'string' || name === '' || isSystemPriority(name) ? [] : [{ field: `${path}.priorityClassName`, allowance: 'nodes', observed: t.otherPriority(show(name)) }]));
}
