import { LessonFailure } from '../verdict/lesson-failure.ts';
import { Manifest } from '../manifests/manifest.ts';
import type { ObjectName } from '../manifests/manifest.ts';
import { verbatim, type Text } from '../text/language.ts';
import { isAssertion, sidesOf } from '../verdict/assertion.ts';
import { placeOfScript } from './script-place.ts';
import type { Failure } from '../verdict/results.ts';

export { show } from '../text/show.ts';
export { isAssertion, sidesOf } from '../verdict/assertion.ts';

/** Which object, field and hint a failure is told with. */
export interface Blame {
  on: Manifest | ObjectName;
  /** Path of the field that is most likely at fault. */
  field?: string;
  /** What to do about it. */
  hint?: Text;
}

/** The manifests that a failure message needs. */
export interface FailureContext {
  /** The manifest of an object, if it has one. */
  manifestOf(object: ObjectName): Manifest | undefined;
}

/** What a failure says about its place: object, field with positions, file and line. Of a container that runs a script of a ConfigMap it is the script. */
export function locate(context: FailureContext, named: Blame): Pick<Failure, 'object' | 'field' | 'file' | 'line'> {
  const about = named.on instanceof Manifest ? named.on : context.manifestOf(named.on);
  const script = about === undefined || named.field === undefined ? undefined : placeOfScript(about, named.field, (id) => context.manifestOf(id));
  const blame = { ...named, ...script };
  const manifest = script?.on ?? about;
  const object = manifest?.writtenAs ?? (blame.on as ObjectName);
  if (manifest === undefined) return { object, ...(blame.field === undefined ? {} : { field: blame.field }) };
  return { object, ...(blame.field === undefined ? {} : { field: manifest.path(blame.field) }), ...manifest.at(blame.field ?? '') };
}

/** Makes the failure of an expectation. */
export function failureAbout(context: FailureContext, blame: Blame, seen: { expected: Text; observed: Text; elapsedMs?: number; late?: boolean }): LessonFailure {
  return new LessonFailure({
    expected: seen.expected,
    observed: seen.observed,
    ...locate(context, blame),
    elapsedMs: Math.round(seen.elapsedMs ?? 0),
    ...(seen.late === true ? { late: true as const } : {}),
    hint: blame.hint ?? verbatim(''),
  });
}

/**
 * Runs a check whose failure is told as one of this object and field: an assertion, or a failure that knows no field or
 * hint of its own. Other errors pass as they are.
 */
export async function blaming<T>(context: FailureContext, blame: Blame, check: () => T | Promise<T>): Promise<T> {
  const startedAt = performance.now();
  try {
    return await check();
  } catch (error) {
    const elapsedMs = performance.now() - startedAt;
    if (error instanceof LessonFailure) throw completed(context, blame, error);
    if (isAssertion(error)) throw failureAbout(context, blame, { ...sidesOf(error), elapsedMs });
    throw error;
  }
}

/** A failure that already names a field knows better; only what it left out is filled in. */
function completed(context: FailureContext, blame: Blame, error: LessonFailure): LessonFailure {
  const { failure } = error;
  const { en, ja } = failure.hint === '' ? (blame.hint ?? verbatim('')) : { en: failure.hint, ja: failure.ja.hint };
  const hinted: Failure = { ...failure, hint: en, ja: { ...failure.ja, hint: ja } };
  if (failure.field !== undefined) return new LessonFailure(hinted, { cause: error });
  delete hinted.file;
  delete hinted.line;
  return new LessonFailure({ ...hinted, ...locate(context, blame) }, { cause: error });
}
