import { ApiError } from '../client/api-error.ts';
import { texts } from '../text/texts.ts';
import { verbatim, type Text } from '../text/language.ts';
import { failureAbout, type Blame, type FailureContext } from './blame.ts';

const t = texts.refusal;

/** A refusal that is expected: what is not said is not asked for. */
export interface ExpectedRefusal extends Blame {
  /** What is tried, in words that follow "refuses": `a second pod`. */
  what: Text;
  /** HTTP status: 401 who are you, 403 you may not, 409 conflict, 422 invalid, 429 not now. */
  code: number;
  /** The machine's word for it: `Forbidden`, `Invalid`, `TooManyRequests`. */
  reason?: string;
  /** Fits the server's message, its causes included. */
  message?: RegExp;
}

/** How the API server refused. */
export interface Refused {
  code: number;
  reason: string;
  /** In the server's words, its causes included. */
  message: string;
}

/**
 * Does what the API server must refuse, and returns how it did.
 *
 * @throws LessonFailure when it is accepted, or refused otherwise; other errors pass through
 */
export async function refusalOf(context: FailureContext, expected: ExpectedRefusal, act: () => Promise<unknown>): Promise<Refused> {
  let refused: Refused | undefined;
  try {
    await act();
  } catch (error) {
    refused = refusedBy(error);
    if (refused === undefined) throw error;
  }
  if (refused !== undefined && fits(refused, expected)) return refused;
  throw failureAbout(context, expected, {
    expected: t.expected(expected.what, wordsOf({ code: expected.code, reason: expected.reason ?? '', message: expected.message === undefined ? '' : String(expected.message) })),
    observed: refused === undefined ? t.accepted : verbatim(wordsOf(refused)),
  });
}

/** How the API server refused, where an error or what brought it about says so. */
export function refusedBy(error: unknown): Refused | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof ApiError) {
      const { status, code } = cause;
      const causes = status.details?.causes?.map(({ message = '' }) => message) ?? [];
      return { code, reason: status.reason ?? '', message: [status.message ?? '', ...causes].join(' ').trim() };
    }
  }
  return undefined;
}

function fits({ code, reason, message }: Refused, expected: ExpectedRefusal): boolean {
  return code === expected.code && (expected.reason === undefined || reason === expected.reason) && expected.message?.test(message) !== false;
}

function wordsOf({ code, reason, message }: Refused): string {
  return [String(code), reason, message].filter((word) => word !== '').join(' ');
}
