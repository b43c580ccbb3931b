import type { ObjectName } from '../manifests/manifest.ts';
import type { Level } from '../verdict/level.ts';

/** One change of one object's text. `of`: another object than the mutant's. */
export type Change = { of?: ObjectName } & (
  | { do: 'remove'; path: string }
  | { do: 'set'; path: string; to: unknown }
  | { do: 'rename'; path: string; to: string }
  | { do: 'move'; path: string; to: string }
  | { do: 'text'; from: string; to: string }
  | { do: 'leave out' }
  | { do: 'replace'; text: string }
  | { do: 'add'; text: string }
  | { do: 'reverse'; path: string }
  | { do: 'json' }
);

/** What one run of a lesson is called for. */
export interface NamedVariant {
  /** `<lesson>/<id>`. */
  fullId: string;
  lesson: string;
  id: string;
}

/** A change of a lesson's manifests with a name: what mutants and neutral changes have in common. */
export interface Variant extends NamedVariant {
  object: ObjectName;
  /** The folder that has the object, where that is not clear. */
  folder?: string;
  changes: Change[];
  /** Tests of which level judge it; absent: `production`, which is all of them. */
  level?: Level;
  /** One sentence on the real mistake. */
  standsFor: string;
}

/** A lesson with one defect: its spec should notice. */
export interface Mutant extends Variant {
  category: string;
  /** Written by hand, or made by a generic operator. */
  source: 'listed' | 'operator';
  /** What a failure may name instead of the field: the field's own consequence. */
  names: string[];
  /** What the failure's text must say, or it failed for another reason. */
  because?: RegExp;
  /** Why nobody can see a difference. */
  equivalent?: string;
  /** Why what runs cannot show it, although what is written does: it counts apart where only behaviour is judged. */
  unseen?: string;
  /** What it counts as when it passes, where it has a reason to; `equivalent` when absent. */
  excused?: 'unseen';
}

/** Which mutants of an operator nobody can see, and why. */
export interface EquivalentRule {
  /** `Kind/name`; here and in `field` a `*` stands for anything. */
  object: string;
  /** As in the mutant. */
  field: string;
  /** Absent: whatever the operator. */
  operator?: string;
  /** Lessons in which it can be seen: they are about it. */
  except?: readonly string[];
  /** Exactly one of these two. */
  equivalent?: string;
  unseen?: string;
}

/** What `mutants/<lesson>.yaml` holds. */
export interface LessonMutants {
  lesson: string;
  /** About how long the lesson takes when nothing fails. */
  seconds: number;
  /** How many places of `--jobs` its runs take. */
  places: number;
  /** Why no mutant of the category control is needed. */
  noControl?: string;
  mutants: Mutant[];
  neutral: Variant[];
  rules: EquivalentRule[];
}

/** The mutant as it is judged by behaviour alone: what that cannot show is excused, and any failure tells that something was noticed. */
export function byBehaviour(mutant: Mutant): Mutant {
  const judged = { ...mutant };
  delete judged.because;
  return mutant.unseen === undefined || mutant.equivalent !== undefined ? judged : { ...judged, equivalent: mutant.unseen, excused: 'unseen' };
}

/** The fields that a variant changes, in the words of its author. */
export function fieldsOf(variant: Variant): string[] {
  return variant.changes.flatMap((change) => {
    switch (change.do) {
      case 'remove':
      case 'set':
      case 'reverse': return [change.path];
      case 'rename': return [change.path, siblingOf(change.path, change.to)];
      case 'move': return [change.path, change.to];
      case 'text':
      case 'leave out':
      case 'replace':
      case 'add':
      case 'json': return [];
    }
  });
}

/** The same path with another last key. */
function siblingOf(path: string, key: string): string {
  const cut = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
  return cut < 0 ? key : `${path.slice(0, cut)}.${key}`;
}
