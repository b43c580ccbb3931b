import type { Change } from '../mutant.ts';
import type { Field } from './field-walk.ts';

/** A kind of defect that can be made in any manifest. */
export interface Operator {
  name: string;
  /** Of `categories.yaml`. */
  category: string;
  /** One sentence, with the field's path in place of `FIELD`. */
  standsFor: string;
  /** What the operator makes of a field; undefined where it makes nothing. `kind`: the object's. */
  change: (field: Field, kind: string) => Change | undefined;
}
