import { isMap } from '../values/field-path.ts';
import type { Text } from '../text/language.ts';
import type { Allowance } from './allowance.ts';

/** A field by which an object reaches beyond the namespaces of its run. */
export interface Offence {
  /** Path from the object; `` for the object itself. */
  field: string;
  allowance: Allowance;
  /** What stands there. */
  observed: Text;
  /** What was probably meant, where something of nearly that name is allowed. */
  meant?: string;
}

export type Fields = Record<string, unknown>;

/** What is expected to be a map; anything else is an empty one. */
export function fieldsOf(value: unknown): Fields {
  return isMap(value) ? value : {};
}

/** Whether something is written: absent, null, false, empty and 0 say nothing. */
export function says(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value !== undefined && value !== null && value !== false && value !== '' && value !== 0;
}
