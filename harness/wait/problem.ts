import type { Bilingual } from '../hints/language.ts';
import type { ObjectName } from '../manifests/manifest.ts';

/** A reason why a state that is waited for will not come. */
export interface Problem {
  /** Tells one problem from another across moments: the same key is the same problem lasting. */
  key: string;
  /** The object whose manifest must change, in the learner's terms. */
  object: ObjectName;
  field?: string;
  observed: string;
  hint: Bilingual;
  /**
   * Milliseconds that it must last before it counts. 0: certain at once; more: it may still pass (an object that is
   * applied a moment later, room that another lesson gives back).
   */
  graceMs: number;
}
