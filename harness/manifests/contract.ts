import type { Text } from '../text/language.ts';
import type { Level } from '../verdict/level.ts';
import type { ObjectName } from './manifest.ts';

/** What the text of a lesson tells a learner to use; all else is the learner's choice. */
export interface Contract {
  lesson: string;
  objects: ContractObject[];
  fixed: FixedValue[];
}

/** An object that the lesson names. */
export interface ContractObject {
  object: ObjectName;
  /** Other kinds or names that do as well. */
  or: ObjectName[];
  /** What it is for, such as `the database`. */
  for: Text;
  /** Of a `production` object the promise does without. */
  level: Level;
}

/** A value that the lesson names, such as a host or an image. */
export interface FixedValue {
  what: Text;
  value: string;
}

/** Every name that an object of the lesson may have, those of the text before what does as well. */
export function namesOf({ objects }: Contract): ObjectName[] {
  return [...new Set([...objects.map(({ object }) => object), ...objects.flatMap((each) => each.or)])];
}

/** What the lesson needs an object of this kind and name for; undefined when it does not name it. */
export function entryOf({ objects }: Contract, name: ObjectName): ContractObject | undefined {
  return objects.find((each) => each.object === name || each.or.includes(name));
}

/** What the lesson names and a folder with these objects lacks, in the order of the contract. */
export function missingFrom({ objects }: Contract, present: readonly ObjectName[]): ContractObject[] {
  return objects.filter((each) => ![each.object, ...each.or].some((name) => present.includes(name)));
}
