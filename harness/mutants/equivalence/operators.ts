import type { EquivalenceOperator } from './operator.ts';
import { configInBase64, secretAsText, secretInBase64 } from './operators/data.ts';
import { manyFiles, oneFile, otherEnding } from './operators/files.ts';
import { createdByKubectl, moreAnnotations, moreLabels, morePodLabels } from './operators/metadata.ts';
import { reverseItems, reverseKeys, reverseObjects } from './operators/order.ts';
import { otherStyles } from './operators/writing.ts';

/**
 * All of them, in the order in which changes are made that are made together: what gives things other names comes after what
 * finds them by theirs, the order of fields after their values, and how files are written last.
 */
export const equivalenceOperators: readonly EquivalenceOperator[] = [
  moreLabels, moreAnnotations, morePodLabels, createdByKubectl,
  secretInBase64, secretAsText, configInBase64,
  reverseItems, reverseKeys,
  reverseObjects, oneFile, manyFiles, ...otherStyles, otherEnding,
];
