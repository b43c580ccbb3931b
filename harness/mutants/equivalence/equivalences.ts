import type { EquivalenceCategory } from './operator.ts';
import { equivalenceOperators } from './operators.ts';
import { copyFolder, type WrittenFolder } from './written-folder.ts';

/** One change of a lesson's folder that must not matter, made by an operator. */
export interface Equivalence {
  /** `<lesson>/<id>`. */
  fullId: string;
  lesson: string;
  /** `<Kind>-<name>--<field>--<operator>`. */
  id: string;
  operator: string;
  category: EquivalenceCategory;
  /** `Kind/name`, `File/name` or `Folder/all`. */
  object: string;
  field: string;
  /** One sentence on why nothing changes. */
  standsFor: string;
}

/** Every equivalence of a lesson's folder. What an operator offers but changes nothing is left out. */
export function equivalencesOf(folder: WrittenFolder, lesson: string): Equivalence[] {
  return equivalenceOperators.flatMap(({ name, category, says, offers }) => offers(folder).map(({ object, field }): Equivalence => {
    const id = [object.replace('/', '-'), ...(field === '' ? [] : [field]), name].join('--');
    return { fullId: `${lesson}/${id}`, lesson, id, operator: name, category, object, field, standsFor: says };
  })).filter((equivalence) => compose(folder, [equivalence]) !== undefined);
}

/**
 * The folder with all of these changes, made in the order of the operators; undefined when one of them cannot be made any
 * more after the others, or has nothing left to change.
 */
export function compose(folder: WrittenFolder, equivalences: readonly Equivalence[]): WrittenFolder | undefined {
  const made = copyFolder(folder);
  for (const { name, offers } of equivalenceOperators) {
    for (const { object, field } of equivalences.filter(({ operator }) => operator === name)) {
      const offer = offers(made).find((each) => each.object === object && each.field === field);
      const before = JSON.stringify(made.files);
      offer?.make();
      if (offer === undefined || JSON.stringify(made.files) === before) return undefined;
    }
  }
  return made;
}
