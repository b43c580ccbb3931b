import { LessonFailure } from '../verdict/lesson-failure.ts';
import { Manifest } from '../manifests/manifest.ts';
import type { ObjectName } from '../manifests/manifest.ts';
import { isAssertion, sidesOf } from '../verdict/assertion.ts';
import type { Failure } from '../verdict/results.ts';

export { show } from '../text/show.ts';
export { isAssertion, sidesOf } from '../verdict/assertion.ts';

/** Which object, field and hint a failure is told with. */
export interface Blame {
  on: Manifest | ObjectName;
  /** Path of the field that is most likely at fault. */
  field?: string;
  /** Key in the lesson's hints. */
  hint?: string;
}

/** What the words of a failure are made with. */
export interface Teller {
  /** A hint of the lesson in the reader's language. */
  hint(key: string): string;
  /** The manifest of an object, if it has one. */
  manifestOf(object: ObjectName): Manifest | undefined;
}

/** What a failure says about its place: object, field with positions, file and line. */
export function placeOf(teller: Teller, blame: Blame): Pick<Failure, 'object' | 'field' | 'file' | 'line'> {
  const manifest = blame.on instanceof Manifest ? blame.on : teller.manifestOf(blame.on);
  const object = blame.on instanceof Manifest ? blame.on.id : blame.on;
  if (manifest === undefined) return { object, ...(blame.field === undefined ? {} : { field: blame.field }) };
  return { object, ...(blame.field === undefined ? {} : { field: manifest.path(blame.field) }), ...manifest.at(blame.field ?? '') };
}

/** Makes the failure of an expectation. */
export function failureAbout(teller: Teller, blame: Blame, seen: { expected: string; observed: string; elapsedMs?: number; late?: boolean }): LessonFailure {
  return new LessonFailure({
    expected: seen.expected,
    observed: seen.observed,
    ...placeOf(teller, blame),
    elapsedMs: Math.round(seen.elapsedMs ?? 0),
    ...(seen.late === true ? { late: true as const } : {}),
    hint: blame.hint === undefined ? '' : teller.hint(blame.hint),
    evidence: [],
  });
}

/**
 * Runs a check whose failure is told as one of this object and field: an assertion, or a failure that knows no field or
 * hint of its own. Other errors pass as they are.
 */
export async function blaming<T>(teller: Teller, blame: Blame, check: () => T | Promise<T>): Promise<T> {
  const startedAt = performance.now();
  try {
    return await check();
  } catch (error) {
    const elapsedMs = performance.now() - startedAt;
    if (error instanceof LessonFailure) throw completed(teller, blame, error);
    if (isAssertion(error)) throw failureAbout(teller, blame, { ...sidesOf(error), elapsedMs });
    throw error;
  }
}

/** A failure that already names a field knows better; only what it left out is filled in. */
function completed(teller: Teller, blame: Blame, error: LessonFailure): LessonFailure {
  const { failure } = error;
  const hint = failure.hint === '' && blame.hint !== undefined ? teller.hint(blame.hint) : failure.hint;
  if (failure.field !== undefined) return new LessonFailure({ ...failure, hint }, { cause: error });
  const { expected, observed, elapsedMs, evidence, late, refused } = failure;
  const kinds = { ...(late === undefined ? {} : { late }), ...(refused === undefined ? {} : { refused }) };
  return new LessonFailure({ expected, observed, elapsedMs, ...kinds, evidence, hint, ...placeOf(teller, blame) }, { cause: error });
}
