import { ApiError } from '../../harness/client/api-error.ts';
import type { Blame, Given, Subject } from '../../harness/lesson/given.ts';
import { askUntil } from '../checks/ask-until.ts';
import { t } from './texts.ts';

/** Milliseconds between two questions. */
const pauseMs = 250;

/** Milliseconds for which the API server takes a token for good without looking again (kube-apiserver, as of 1.37: its cache of tokens), and some for a busy machine. */
const withinMs = 20_000;

/**
 * Resolves when the API server does not know any more who asks. Nothing can be watched there: what it thinks of a token is kept
 * for a while.
 *
 * @returns milliseconds until it was refused
 * @throws LessonFailure when it is still known in the end; ApiError for any other refusal than 401
 */
export async function untilRefused(given: Given, subject: Subject, blame: Blame): Promise<number> {
  const { elapsedMs } = await askUntil(() => knownAs(subject), (name) => name === undefined, {
    pauseMs, withinMs,
    late: ({ answer: name = '', elapsedMs: late }) => given.fail({ ...blame, expected: t.refusedWithin(withinMs / 1_000), observed: t.knownAs(name), elapsedMs: late }),
  });
  return Math.round(elapsedMs);
}

/** The name by which the API server knows who asks; undefined when it does not. */
async function knownAs(subject: Subject): Promise<string | undefined> {
  try {
    return (await subject.whoAmI()).username;
  } catch (error) {
    if (error instanceof ApiError && error.code === 401) return undefined;
    throw error;
  }
}
