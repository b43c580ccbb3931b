import { seconds } from '../text/duration.ts';
import { causeText } from '../text/error-text.ts';
import { texts } from '../text/texts.ts';
import { defined } from '../values/defined.ts';
import { isMap, mapsIn } from '../values/field-path.ts';
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

/** Causes of one refusal that are told; an API server names each field at fault, of which no object has as many. */
const mostCauses = 100;

/** Turns the text of a refused request into a Status; servers and proxies also respond with plain text. */
export function parseStatus(text: string): ApiStatus {
  try {
    const parsed: unknown = JSON.parse(text);
    if (isMap(parsed)) return toStatus(parsed);
  } catch {
    // Not JSON: the text is the message.
  }
  return { message: text.slice(0, 500) };
}

/** What of an answer can be a Status: a webhook's server may have written fields of other types. */
export function toStatus(written: Readonly<Record<string, unknown>>): ApiStatus {
  const details = isMap(written['details']) ? written['details'] : {};
  return defined({
    ...textsOf(written, 'message', 'reason'), code: numberOf(written['code']),
    details: isMap(written['details']) ? defined({
      ...textsOf(details, 'name', 'kind'), retryAfterSeconds: numberOf(details['retryAfterSeconds']),
      causes: Array.isArray(details['causes']) ? mapsIn(details['causes']).slice(0, mostCauses).map((cause) => textsOf(cause, 'reason', 'message', 'field')) : undefined,
    }) : undefined,
  });
}

function textsOf<K extends string>(written: Readonly<Record<string, unknown>>, ...keys: readonly K[]): { [key in K]?: string } {
  return Object.fromEntries(keys.flatMap((key) => (typeof written[key] === 'string' ? [[key, written[key]]] : []))) as { [key in K]?: string };
}

function numberOf(written: unknown): number | undefined {
  return typeof written === 'number' ? written : undefined;
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
