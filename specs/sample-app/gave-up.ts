import type { Given, Pod } from '../../harness/lesson/given.ts';
import type { AppRules } from '../../harness/rollout/app-rules.ts';
import { isCpuLimited } from '../../harness/traffic/cpu-limit.ts';
import type { Sample } from '../../harness/traffic/sample.ts';
import type { TrafficReport } from '../../harness/traffic/report.ts';
import { Database } from '../mysql/database.ts';

/** Milliseconds after which the app itself gives up a question to the database, and responds 503 (images/koa-sample-ap/src/main.ts). */
const questionMs = 4_500;

/**
 * Which failed requests say only that the database took longer than the app waits: the app itself responded 503, no sooner than it
 * gives up, and the same pod had good responses to other requests of that kind. A database that was away leads to the same
 * response, so none does unless the database has run from before the first request on, with no limit on its processor time.
 */
export async function gaveUpIn(given: Given, report: TrafficReport): Promise<NonNullable<AppRules['gaveUp']>> {
  const samples = [...report.samples()];
  if (!samples.some(isLateRefusal)) return () => false;
  const database = Database.of(given);
  const pods = await database.in(given).pods().now();
  if (pods.length === 0 || !pods.every((pod) => ranFreely(pod.object, report.startedAt))) return () => false;
  const well = new Set(samples.filter(({ ok }) => ok).map(askedOf));
  return (sample) => isLateRefusal(sample) && well.has(askedOf(sample));
}

/** A 503 of the ingress controller names no pod. */
function isLateRefusal({ status, pod, sentMs, doneMs }: Sample): boolean {
  return status === 503 && pod !== undefined && doneMs - sentMs >= questionMs;
}

function askedOf({ pod = '', stream }: Sample): string {
  return `${pod} ${stream}`;
}

/** Whether all containers of a pod have run since then without a limit of their processor time. */
export function ranFreely({ spec, status }: Pod['object'], since: number): boolean {
  const startedAt = status?.containerStatuses?.map(({ state }) => Date.parse(state?.running?.startedAt ?? '')) ?? [];
  return !isCpuLimited([spec, ...(spec?.containers ?? [])]) && startedAt.length > 0 && startedAt.every((at) => at < since);
}
