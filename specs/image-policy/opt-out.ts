import type { Manifest, Manifests } from '../../harness/lesson/given.ts';
import { isMap, mapsIn } from '../../harness/values/field-path.ts';
import { selects } from '../../harness/values/label-selector.ts';

/** Labels or annotations by which whoever writes an object may take it out of a policy, and where the folder says so. */
export interface OptOut {
  kind: 'labels' | 'annotations';
  values: Record<string, string>;
  on: Manifest;
  field: string;
}

/** Values that people give to what is a sign by being there. */
const usual = ['true', 'yes'];
/** Values that are tried of one sign at most. */
const most = 6;

/** The ways out that policies may leave: whoever may write a pod may also write its labels and annotations. Each is to be tried. */
export function optOuts(manifests: Manifests): OptOut[] {
  const [policies, bindings] = [manifests.all('ValidatingAdmissionPolicy'), manifests.all('ValidatingAdmissionPolicyBinding')];
  return [
    ...policies.flatMap((each) => bySelector(each, 'spec.matchConstraints.objectSelector')), ...bindings.flatMap((each) => bySelector(each, 'spec.matchResources.objectSelector')),
    ...policies.flatMap((each) => ['spec.matchConditions', 'spec.variables', 'spec.validations'].flatMap((field) => byExpressions(each, field))),
  ];
}

function bySelector(on: Manifest, field: string): OptOut[] {
  const selector = on.get(field);
  // One that asks for labels leaves out all that have none: that shows without any.
  if (!isMap(selector) || !selects(selector, {})) return [];
  const [expression] = mapsIn(selector['matchExpressions']);
  const [value] = Array.isArray(expression?.['values']) ? (expression['values'] as unknown[]) : usual;
  return expression === undefined ? [] : [{ kind: 'labels', values: { [String(expression['key'])]: String(value) }, on, field }];
}

/** What expressions ask labels and annotations for: `object.metadata.labels['x']`, `.labels.x`, `'x' in object.metadata.labels`. */
const signs: readonly RegExp[] = [
  /\.\??(?<kind>labels|annotations)(?:\.\??(?<plain>\w+)|\[\??(['"])(?<key>[^'"]+)\3\])/g,
  /(['"])(?<key>[^'"]+)\1 in [\w.?]*\.\??(?<kind>labels|annotations)/g,
];

/** What follows a map and is no key of it. */
const methods = new Set(['orValue', 'all', 'exists', 'map', 'filter', 'size', 'hasValue', 'value']);

function byExpressions(on: Manifest, field: string): OptOut[] {
  return mapsIn(on.get(field)).flatMap(({ expression }, n) => {
    const text = typeof expression === 'string' ? expression : '';
    const values = [...new Set([...[...text.matchAll(/(['"])([\w.-]{1,63})\1/g)].map(([, , value = '']) => value), ...usual])].slice(0, most);
    return signs.flatMap((sign) => [...text.matchAll(sign)]).flatMap(({ groups = {} }) => {
      const key = groups['plain'] ?? groups['key'] ?? '';
      const kind = groups['kind'] === 'annotations' ? 'annotations' : 'labels';
      return methods.has(key) ? [] : values.filter((value) => value !== key).map((value): OptOut => ({ kind, values: { [key]: value }, on, field: `${field}[${n}].expression` }));
    });
  });
}
