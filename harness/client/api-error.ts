import { seconds } from '../text/duration.ts';
import { causeText } from '../text/error-text.ts';
import { texts } from '../text/texts.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';

const t = texts.client;

/** The `Status` object with which the API server refuses a request. */
export interface ApiStatus {
  message?: string;
  reason?: string;
  code?: number;
  details?: {
    name?: string;
    kind?: string;
    causes?: { reason?: string; message?: string; field?: string }[];
    retryAfterSeconds?: number;
  };
}

/** The API server refused a request. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** HTTP status code. */
  readonly code: number;
  readonly status: ApiStatus;
  /** It was somebody else's request that a lesson sent, not the harness's own. */
  readonly ofSubject: boolean;

  constructor(request: string, code: number, status: ApiStatus, ofSubject = false) {
    super(`${request}: ${code} ${status.reason ?? ''} ${status.message ?? ''}`.trimEnd());
    this.code = code;
    this.status = status;
    this.ofSubject = ofSubject;
  }
}

/** Whether the object (or the whole resource) is not there. */
export function isNotFound(error: unknown): boolean {
  return error instanceof ApiError && error.code === 404;
}

/** Whether a list or watch must start again: the server no longer has that resource version. */
export function isGone(error: unknown): boolean {
  return error instanceof ApiError && error.code === 410;
}

/** Turns the text of a refused request into a Status; servers and proxies also respond with plain text. */
export function parseStatus(text: string): ApiStatus {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null) return parsed;
  } catch {
    // Not JSON: the text is the message.
  }
  return { message: text.slice(0, 500) };
}

/**
 * The API server could not be asked at all. That is the environment's fault, never a lesson's.
 *
 * @param afterMs how long it was tried, in milliseconds
 */
export function unreachable(server: string, cause: unknown, afterMs: number): EnvironmentError {
  return new EnvironmentError(
    'cluster',
    afterMs < 1_000 ? t.silent(server, causeText(cause)) : t.silentFor(server, causeText(cause), seconds(afterMs)),
    t.stillUp,
    { cause, code: 'cluster-lost' },
  );
}
