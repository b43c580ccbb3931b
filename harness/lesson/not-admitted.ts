import { ApiError } from '../client/api-error.ts';
import { kindNamed } from '../client/kinds.ts';
import type { Session } from '../objects/session.ts';
import { verbatim, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { loadLesson } from '../manifests/load.ts';
import { LessonFailure } from '../verdict/lesson-failure.ts';

/**
 * Why an object that a test has missed is none that the learner could apply: their account may not, or their namespace does not
 * admit it. The API server is asked, by a dry run with the lesson's own object. Undefined where it would take that, or where the
 * failure is not of an object that is missing.
 *
 * @param applied what is there, as `Kind/name`
 */
export async function notAdmitted(thrown: unknown, applied: ReadonlySet<string>, { client, context }: Pick<Session, 'client' | 'context'>): Promise<Text | undefined> {
  const object = thrown instanceof LessonFailure ? thrown.failure.object : undefined;
  // Who only reads is not the learner: the board's account may apply nothing anywhere.
  if (object === undefined || applied.has(object) || context.verify === undefined || context.verify.most === 'reads') return undefined;
  const own = loadLesson(context.manifests.ours, context.lesson).find(({ id }) => id === object);
  if (own === undefined) return undefined;
  const place = kindNamed(own.kind)?.namespaced === false ? {} : { namespace: context.verify.namespace };
  try {
    await client.apply({ ...own.object, metadata: { ...own.object.metadata, ...place } }, { dryRun: true });
    return undefined;
  } catch (error) {
    if (error instanceof ApiError && error.code === 403) return texts.verify.notAdmitted(own.id, verbatim(error.status.message ?? ''));
    if (error instanceof ApiError) return undefined;
    throw error;
  }
}
