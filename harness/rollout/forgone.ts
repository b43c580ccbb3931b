import type { Deployment } from '../client/objects.ts';
import type { TrafficReport } from '../traffic/report.ts';
import type { Sample } from '../traffic/sample.ts';
import type { RolloutPart } from './failed-verdict.ts';
import { isBrokenConnection } from './likely-cause.ts';
import { shortfalls, startMs, watchMs } from './shortfalls.ts';

/**
 * Whether all requests that failed were lost while pods were replaced whose manifest gives up that this loses none (see
 * `shortfalls`): then the loss is what the manifest asks for, and not a promise that was broken. Where no manifest gives it
 * up, and while no pod comes or goes, a request that fails is never forgone; nor is one that a pod answered wrongly.
 *
 * @param longestRequestMs what the slowest request takes by itself, in milliseconds
 */
export function isForgone(report: TrafficReport, parts: readonly RolloutPart[], longestRequestMs: number): boolean {
  const spans = parts
    .filter(({ manifest, app }) => shortfalls(manifest.object as Deployment, longestRequestMs, app).length > 0)
    .flatMap(({ events = [] }) => replacing(events));
  const within = ({ sentMs, doneMs }: Sample): boolean => spans.some(({ from, to }) => report.startedAt + doneMs >= from && report.startedAt + sentMs <= to);
  return [...report.samples()].filter(({ ok }) => !ok).every((sample) => isLost(sample) && within(sample));
}

/** From a moment before the first event of a pod, which a watch shows late, to one after the last, when what it brings about is over; epoch milliseconds. */
function replacing(events: NonNullable<RolloutPart['events']>): { from: number; to: number }[] {
  const times = events.filter(({ object }) => object.startsWith('Pod/')).map(({ at }) => at);
  return times.length === 0 ? [] : [{ from: Math.min(...times) - watchMs, to: Math.max(...times) + startMs }];
}

/** No pod's own answer: the connection broke, or the ingress controller had no pod to send it to. */
function isLost(sample: Sample): boolean {
  return isBrokenConnection(sample) || (sample.status === 404 && sample.pod === undefined);
}
