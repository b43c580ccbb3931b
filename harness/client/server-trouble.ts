import { texts } from '../text/texts.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { ApiError } from './api-error.ts';

const t = texts.client;

/** What stands in a 500 that is no verdict on what was sent: some versions refuse an object that has one key twice with a 500 as well. */
const notOfTheObject = /etcdserver|leader changed|time[d ]?\s?out|deadline exceeded|calling webhook|connection refused|context canceled/i;

/**
 * What to tell of a request that the API server could not serve, whatever was asked: it is overloaded or restarts, or takes the
 * credentials no longer. Undefined for any other error, and for requests of somebody else whom a lesson asks as. A lesson's failure counts as what
 * brought it about.
 */
export function serverTrouble(error: unknown): EnvironmentError | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (!(cause instanceof ApiError) || cause.ofSubject || !isTrouble(cause)) continue;
    return cause.code === 401 ? new EnvironmentError('cluster', t.signedOut, t.signedOutHint, { cause: error }) : new EnvironmentError('cluster', t.trouble(cause.message), t.troubleHint, { cause: error });
  }
  return undefined;
}

function isTrouble({ code, status: { message = '', details } }: ApiError): boolean {
  switch (code) {
    case 401: case 502: case 503: case 504: return true;
    case 500: return notOfTheObject.test(message);
    // An eviction that a PodDisruptionBudget forbids has the same code.
    case 429: return !/disruption/i.test(message) && details?.causes?.some(({ reason }) => reason === 'DisruptionBudget') !== true;
    default: return false;
  }
}
