import type { Blame, Given, RolloutRecord } from '../../harness/lesson/given.ts';
import type { PodSpan } from '../../harness/rollout/pod-spans.ts';
import { watchMs } from '../../harness/rollout/shortfalls.ts';
import { joinTexts, mapText } from '../../harness/text/language.ts';
import { shorten } from '../../harness/text/show.ts';
import type { TrafficReport } from '../../harness/traffic/report.ts';
import { t } from './texts.ts';

const usual: Blame = { on: 'Service/koa-sample-ap', field: 'metadata.annotations', hint: t.hints.cookie };

/**
 * The rule for clients with a cookie: each stays on one pod until that pod terminates or is not ready, whichever pods come or go beside it.
 * Throws LessonFailure that names each client that moved, or says that there was no cookie. A Service or Ingress may do without a cookie: lesson 05 is about it,
 * and here it is production that asks for it.
 *
 * @param blame where it is said that clients are kept by a cookie
 */
export function requireStaying(given: Given, report: TrafficReport, record: Pick<RolloutRecord, 'spans'>, blame: Blame = usual): void {
  if (![...report.samples('sticky')].some(({ cookie }) => cookie)) given.fail({ ...blame, expected: t.traffic.cookie, observed: t.traffic.noCookie });
  const had = (pod: string, state: PodSpan['state'], { since = 0, until }: { since?: number; until: number }): boolean =>
    record.spans.some((span) => span.pod === pod && span.state === state && span.from <= report.startedAt + until && span.to >= report.startedAt + since);
  const moved = report.clients('sticky').flatMap(({ client, visits }) =>
    visits.slice(1).flatMap(({ pod, firstMs }, n) => {
      const from = visits[n] ?? { pod: '', firstMs: 0 };
      if (had(from.pod, 'leaving', { until: firstMs })) return [];
      // A pod that had no processor for a few seconds is not ready; whoever was there has been sent elsewhere, as everybody would want.
      if (had(from.pod, 'unready', { since: from.firstMs, until: firstMs + watchMs })) return [];
      return [t.traffic.move(client, from.pod, pod, (firstMs / 1_000).toFixed(1))];
    }));
  if (moved.length === 0) return;
  given.fail({
    ...blame,
    expected: t.traffic.none(t.traffic.moved), observed: mapText(joinTexts(moved, '; '), shorten),
  });
}
