import { podSpecOf } from '../client/pod-spec.ts';
import { isAutoscaler } from '../manifests/autoscaled.ts';
import type { Isolation } from '../manifests/isolation/isolation.ts';
import { isSystemPriority } from '../manifests/isolation/pods.ts';
import { asksForToken } from '../manifests/isolation/tokens.ts';
import type { Manifest } from '../manifests/manifest.ts';
import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';

/** What a reader should know of objects that ask for tokens which their pods have not: `taken`; undefined where none asks. */
export function noteOfTokens(manifests: readonly Manifest[], taken: Isolation['withoutTokens']): Text | undefined {
  return note(texts.fence.noTokens, taken === undefined ? [] : manifests.filter(({ object }) => asksForToken(object, taken === 'all')));
}

/** What a reader should know of objects that are not made: such as scale others, and such as give rights that the lesson does not need. */
export function notesOfLeftOut(leftOut: readonly Manifest[]): Text[] {
  return [
    note(texts.fence.noRights, leftOut.filter((each) => !isAutoscaler(each))),
    note(texts.fence.noAutoscaling, leftOut.filter(isAutoscaler)),
  ].filter((text) => text !== undefined);
}

/** What a reader should know of pods that ask for a priority of the cluster's own where it is left out; undefined where none does. */
export function noteOfPriority(manifests: readonly Manifest[]): Text | undefined {
  return note(texts.fence.noSystemPriority, manifests.filter(({ object }) => isSystemPriority(podSpecOf(object)?.['priorityClassName'])));
}

/** The note about some objects; undefined where there are none. */
function note(about: (objects: string) => Text, objects: readonly Manifest[]): Text | undefined {
  return objects.length === 0 ? undefined : about(objects.map(({ id }) => id).join(', '));
}
