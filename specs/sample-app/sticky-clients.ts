import type { Blame, Given, RolloutRecord } from '../../harness/lesson/given.ts';
import { joinTexts, mapText } from '../../harness/text/language.ts';
import { shorten } from '../../harness/text/show.ts';
import type { TrafficReport } from '../../harness/traffic/report.ts';
import { t } from './texts.ts';

const usual: Blame = { on: 'Service/koa-sample-ap', field: 'metadata.annotations', hint: t.hints.cookie };

/**
 * The rule for clients with a cookie: each stays on one pod until that pod terminates, whichever pods come or go beside it.
 * Throws LessonFailure that names each client that moved, or says that there was no cookie. A Service or Ingress may do without a cookie: lesson 05 is about it,
 * and here it is production that asks for it.
 *
 * @param blame where it is said that clients are kept by a cookie
 */
export function requireStaying(given: Given, report: TrafficReport, record: Pick<RolloutRecord, 'spans'>, blame: Blame = usual): void {
  if (![...report.samples('sticky')].some(({ cookie }) => cookie)) given.fail({ ...blame, expected: t.traffic.cookie, observed: t.traffic.noCookie });
  const leftBefore = (pod: string, atMs: number): boolean =>
    record.spans.some((span) => span.pod === pod && span.state === 'leaving' && span.from <= report.startedAt + atMs);
  const moved = report.clients('sticky').flatMap(({ client, visits }) =>
    visits.slice(1).flatMap(({ pod, firstMs }, n) => {
      const from = visits[n]?.pod ?? '';
      return leftBefore(from, firstMs) ? [] : [t.traffic.move(client, from, pod, (firstMs / 1_000).toFixed(1))];
    }));
  if (moved.length === 0) return;
  given.fail({
    ...blame,
    expected: t.traffic.none(t.traffic.moved), observed: mapText(joinTexts(moved, '; '), shorten),
  });
}
