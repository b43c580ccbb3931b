import { isMap } from '../../../values/field-path.ts';
import type { EquivalenceOperator, Offer } from '../operator.ts';
import { podsIn } from '../pods.ts';
import { listAt, madeAt, mapAt, objectsOf, type Fields, type WrittenFolder } from '../written-folder.ts';

export const labelsAsExpressions: EquivalenceOperator = {
  name: 'labels-as-expressions', category: 'selectors', says: 'A label that is asked for may be one of a list of one.',
  offers: (folder) => withSelectors(folder, (selector) => {
    const labels = Object.entries(mapAt(selector, 'matchLabels') ?? {});
    if (labels.length === 0) return undefined;
    return () => {
      delete selector['matchLabels'];
      selector['matchExpressions'] = [...listAt(selector, 'matchExpressions'), ...labels.map(([key, value]) => ({ key, operator: 'In', values: [value] }))];
    };
  }),
};

export const expressionsAsLabels: EquivalenceOperator = {
  name: 'expressions-as-labels', category: 'selectors', says: 'A list of one value is the label with that value.',
  offers: (folder) => withSelectors(folder, (selector) => {
    const single = listAt(selector, 'matchExpressions').filter(({ operator, values }) => operator === 'In' && Array.isArray(values) && values.length === 1);
    if (single.length === 0) return undefined;
    return () => {
      const left = listAt(selector, 'matchExpressions').filter((each) => !single.includes(each));
      if (left.length > 0) selector['matchExpressions'] = left;
      else delete selector['matchExpressions'];
      selector['matchLabels'] = { ...mapAt(selector, 'matchLabels'), ...Object.fromEntries(single.map(({ key, values }) => [String(key), (values as unknown[])[0]])) };
    };
  }),
};

export const nodeAsAffinity: EquivalenceOperator = {
  name: 'node-as-affinity', category: 'selectors', says: 'A node that is asked for by its labels may be asked for by an affinity.',
  offers: (folder) => podsIn(folder).flatMap(({ name, path, spec }) => {
    const labels = Object.entries(mapAt(spec, 'nodeSelector') ?? {});
    // Terms stand for one another: a second one would let more nodes in.
    if (labels.length === 0 || mapAt(spec, 'affinity', 'nodeAffinity') !== undefined) return [];
    const make = (): void => {
      delete spec['nodeSelector'];
      const matchExpressions = labels.map(([key, value]) => ({ key, operator: 'In', values: [value] }));
      madeAt(spec, 'affinity')['nodeAffinity'] = { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] } };
    };
    return [{ object: name, field: `${path}.nodeSelector`, make }];
  }),
};

/** Selectors of labels: of workloads, budgets and policies. A Service has only labels, and terms of nodes have another shape. */
function withSelectors(folder: WrittenFolder, change: (selector: Fields) => (() => void) | undefined): Offer[] {
  return objectsOf(folder).flatMap(({ object, name }) => (object['kind'] === 'Service' ? [] : selectorsIn(object['spec'], 'spec').flatMap(({ selector, field }) => {
    const make = change(selector);
    return make === undefined ? [] : [{ object: name, field, make }];
  })));
}

const keys = ['selector', 'labelSelector', 'podSelector', 'namespaceSelector'];

function selectorsIn(value: unknown, path: string): { selector: Fields; field: string }[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => selectorsIn(item, `${path}[${index}]`));
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => (keys.includes(key) && isMap(inner) ? [{ selector: inner, field: `${path}.${key}` }] : selectorsIn(inner, `${path}.${key}`)));
}
