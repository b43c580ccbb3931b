import type { Sample } from './sample.ts';

/** A time in which nobody answered on the way to the apps, milliseconds since the traffic began. */
export interface Standstill {
  fromMs: number;
  toMs: number;
}

/** Requests in a row that got no response: one alone may have met a moment. */
const leastInARow = 3;
/** Responses that show that somebody answers for that host at all: silence says nothing where nobody ever does. */
const leastAnswers = 10;
/** Milliseconds after a standstill in which what it broke still shows: an ingress controller that was away learns routes and endpoints anew. */
const aftermathMs = 3_000;

/**
 * When the way to the apps was closed, as requests for a host that no app has show: whoever stands before the apps answers
 * those by itself, so that nothing which a manifest says of an app can keep them from a response.
 *
 * @param control all of these requests
 */
export function standstills(control: Iterable<Sample>): Standstill[] {
  const inOrder = [...control].sort((a, b) => a.dueMs - b.dueMs);
  if (inOrder.filter(isAnswered).length < leastAnswers) return [];
  const found: Standstill[] = [];
  let row: Sample[] = [];
  for (const sample of [...inOrder, undefined]) {
    if (sample !== undefined && !isAnswered(sample)) {
      row.push(sample);
      continue;
    }
    const [first] = row;
    if (first !== undefined && row.length >= leastInARow) found.push({ fromMs: first.sentMs, toMs: Math.max(...row.map(({ doneMs }) => doneMs)) });
    row = [];
  }
  return found;
}

/** Whether a request was under way while nobody answered, or right after. */
export function isDuring({ sentMs, doneMs }: Sample, stood: readonly Standstill[]): boolean {
  return stood.some(({ fromMs, toMs }) => doneMs >= fromMs && sentMs <= toMs + aftermathMs);
}

/** How long nobody answered, in all; milliseconds. */
export function lengthOf(stood: readonly Standstill[]): number {
  return stood.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
}

function isAnswered({ status }: Sample): boolean {
  return status !== undefined;
}
