import type { KubeObject } from '../client/objects.ts';
import { isMap, mapsIn } from '../values/field-path.ts';
import { selects, selectorText } from '../values/label-selector.ts';

/** The operators that labels can be compared by here; what compares numbers (`Gt`, `Lt`) is taken to fit. */
const known: readonly unknown[] = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

/**
 * Whether a node fits what a volume's or a pod's `required` node affinity asks for: one of its terms, and of that each
 * expression; a term without any fits no node (API reference, NodeSelectorTerm).
 */
export function fitsNode(required: unknown, node: KubeObject): boolean {
  const terms = isMap(required) ? mapsIn(required['nodeSelectorTerms']) : [];
  return terms.some(({ matchExpressions, matchFields }) => {
    const [expressions, fields] = [mapsIn(matchExpressions), mapsIn(matchFields)];
    return expressions.length + fields.length > 0
      && expressions.filter(({ operator }) => known.includes(operator)).every((each) => selects({ matchExpressions: [each] }, node.metadata?.labels))
      && fields.every((each) => each['key'] !== 'metadata.name' || selects({ matchExpressions: [each] }, { 'metadata.name': node.metadata?.name }));
  });
}

/** What it asks for, in words: `role in (front), or disk`; `[]` for a term without any expression. */
export function nodeTermsText(required: unknown): string {
  const terms = isMap(required) ? mapsIn(required['nodeSelectorTerms']) : [];
  return terms.map(({ matchExpressions, matchFields }) => selectorText({ matchExpressions: [...mapsIn(matchExpressions), ...mapsIn(matchFields)] as never }) || '[]').join(', or ');
}
