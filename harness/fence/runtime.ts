import { show } from '../text/show.ts';
import { texts } from '../text/texts.ts';
import type { Fields, Offence } from './offence.ts';
import { podsIn } from './objects.ts';

const t = texts.fence;

/** Pods with a runtime of the cluster's that the folder does not bring: one may give them devices, as NVIDIA's does, or settings of its own. */
export function ofOtherRuntime(object: Fields, brought: ReadonlySet<string>): Offence[] {
  return podsIn(object).flatMap(({ pod: { runtimeClassName: name }, path }): Offence[] => (
    typeof name !== 'string' || name === '' || brought.has(name) ? [] : [{ field: `${path}.runtimeClassName`, allowance: 'devices', observed: t.otherRuntime(show(name)) }]));
}
