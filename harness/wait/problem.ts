import type { Text } from '../text/language.ts';
import type { ObjectName } from '../manifests/manifest.ts';

/** What is known about programs that start: they need nothing that may come later (`alone`), and are there in a moment too (`at once`). */
export type Start = 'alone' | 'at once';

/** A reason why a state that is waited for will not come. */
export interface Problem {
  /** Tells one problem from another across snapshots: the same key is the same problem lasting. */
  key: string;
  /** The object whose manifest must change, in the learner's terms. */
  object: ObjectName;
  field?: string;
  observed: Text;
  hint: Text;
  /**
   * Milliseconds that it must last before it counts. 0: certain at once; more: it may still pass (an object that is
   * applied a moment later, room that another lesson gives back).
   */
  graceMs: number;
  /** Other pods have taken what it would need. */
  noRoom?: true;
  /** The same where more is known about the program; absent: it makes no difference. */
  graceOf?: Partial<Record<Start, number>>;
  /** The container whose log says more: that of its life before, or of the one that is running. */
  container?: { pod: string; container: string; running?: true };
}
