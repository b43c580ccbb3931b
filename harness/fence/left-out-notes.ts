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
  const asking = taken === undefined ? [] : manifests.filter(({ object }) => asksForToken(object, taken === 'all'));
  return asking.length === 0 ? undefined : texts.fence.noTokens(asking.map(({ id }) => id).join(', '));
}

/** What a reader should know of objects that are not made: such as scale others, and such as give rights that the lesson does not need. */
export function notesOfLeftOut(leftOut: readonly Manifest[]): Text[] {
  const told = (objects: readonly Manifest[], note: (objects: string) => Text): Text[] => (objects.length === 0 ? [] : [note(objects.map(({ id }) => id).join(', '))]);
  return [
    ...told(leftOut.filter((each) => !isAutoscaler(each)), texts.fence.noRights),
    ...told(leftOut.filter(isAutoscaler), texts.fence.noAutoscaling),
  ];
}

/** What a reader should know of pods that ask for a priority of the cluster's own where it is left out; undefined where none does. */
export function noteOfPriority(manifests: readonly Manifest[]): Text | undefined {
  const asking = manifests.filter(({ object }) => isSystemPriority(podSpecOf(object)?.['priorityClassName']));
  return asking.length === 0 ? undefined : texts.fence.noSystemPriority(asking.map(({ id }) => id).join(', '));
}
