/** The properties of T that always have a value, and as optional ones those that may be undefined. */
export type Defined<T extends object> = Simplified<
  & { [Key in keyof T as undefined extends T[Key] ? never : Key]: T[Key] }
  & { [Key in keyof T as undefined extends T[Key] ? Key : never]?: Exclude<T[Key], undefined> }
>;

type Simplified<T> = { [Key in keyof T]: T[Key] };

/**
 * A copy without the properties that are undefined: under `exactOptionalPropertyTypes` an optional property may be absent
 * but not undefined.
 */
export function defined<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;
}
