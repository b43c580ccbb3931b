import type { EnvironmentError } from '../verdict/environment-error.ts';

/** Objects that a server has sent and that are not what it says, with what is to be said of each. */
const odd = new WeakMap<object, EnvironmentError>();

/** Remembers that an object is not what it is said to be: it does no harm as long as nobody looks at what it lacks. */
export function rememberOdd(object: object, why: EnvironmentError): void {
  odd.set(object, why);
}

/** What is to be said of the first such object of a snapshot, when looking at it has failed with an error of the language; undefined where the error is not theirs. */
export function oddObjectIn(snapshot: unknown, error: unknown): EnvironmentError | undefined {
  if (!(error instanceof TypeError) || typeof snapshot !== 'object' || snapshot === null) return undefined;
  for (const object of Object.values(snapshot).flat() as unknown[]) {
    const why = typeof object === 'object' && object !== null ? odd.get(object) : undefined;
    if (why !== undefined) return why;
  }
  return undefined;
}
