import { oneLine } from './show.ts';

/** `name: message (cause)` of an error on one line; the text of anything else. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return oneLine(`${error.name === 'Error' ? '' : `${error.name}: `}${error.message}${cause}`);
}

/** The innermost reason that a person can read, such as `connect ECONNREFUSED 127.0.0.1:6443`. */
export function causeText(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return causeText(error.errors[0]);
  if (error instanceof Error) {
    if (error.cause instanceof Error) return causeText(error.cause);
    return error.message === '' ? error.name : error.message;
  }
  return String(error);
}
