import type { Manifest, Manifests } from '../../harness/lesson/given.ts';
import { isMap, mapsIn } from '../../harness/values/field-path.ts';
import { selects } from '../../harness/values/label-selector.ts';

/** Labels by which whoever writes an object takes it out of a policy, and where the folder says so. */
export interface OptOut {
  labels: Record<string, string>;
  on: Manifest;
  field: string;
}

/** The ways out that selectors of objects leave: whoever may write a pod may also write its labels. */
export function optOuts(manifests: Manifests): OptOut[] {
  const places = [['ValidatingAdmissionPolicy', 'spec.matchConstraints.objectSelector'], ['ValidatingAdmissionPolicyBinding', 'spec.matchResources.objectSelector']] as const;
  return places.flatMap(([kind, field]) => manifests.all(kind).flatMap((on): OptOut[] => {
    const selector = on.get(field);
    // One that asks for labels leaves out all that have none: that shows without any.
    if (!isMap(selector) || !selects(selector, {})) return [];
    const [expression] = mapsIn(selector['matchExpressions']);
    const [value] = Array.isArray(expression?.['values']) ? (expression['values'] as unknown[]) : ['yes'];
    return expression === undefined ? [] : [{ labels: { [String(expression['key'])]: String(value) }, on, field }];
  }));
}
