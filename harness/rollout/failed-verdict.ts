import type { Deployment } from '../client/objects.ts';
import { joinTexts, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import type { TrafficReport } from '../traffic/report.ts';
import type { TimelineEvent } from '../traffic/timeline.ts';
import { defined } from '../values/defined.ts';
import type { AppRules } from './app-rules.ts';
import { likelyCauses, type LikelyCause } from './likely-cause.ts';

/** How a run of traffic failed, and why it likely did. */
export interface FailedVerdict {
  expected: Text;
  observed: Text;
  /** What explains most of the failures; absent where no rule fits. */
  cause?: LikelyCause;
}

const t = texts.rollout.verdict;

/** Judges a run of traffic of which no request may have failed; undefined: none did. */
export function judgeFailures(report: TrafficReport, deployment: Deployment | undefined, timeline?: readonly TimelineEvent[], app?: AppRules): FailedVerdict | undefined {
  const failures = [...report.samples()].filter(({ ok }) => !ok);
  if (failures.length === 0) return undefined;
  const known = {
    failures,
    startedAt: report.startedAt,
    longestRequestMs: report.longestResponseMs,
    ...defined({ timeline }),
  };
  const causes = deployment === undefined ? [] : likelyCauses({ ...known, deployment }, app);
  const [cause] = causes;
  // The moment is described relative to what matters: another pod's event that came in between would mislead.
  const near = cause === undefined || cause.pods.length === 0 ? timeline : timeline?.filter(({ object }) => cause.pods.includes(object));
  return {
    expected: t.noneFailed(report.total),
    observed: joinTexts([report.describe(near), ...describeCauses(causes, failures.length)], '; '),
    ...defined({ cause }),
  };
}

/** `likely cause: no preStop delay (fits 37 of 40, around Pod/a, Pod/b)`, and what else fits. */
function describeCauses([first, ...others]: readonly LikelyCause[], failed: number): Text[] {
  if (first === undefined) return [];
  const also = others.filter(({ key }, index) => key !== first.key && others.findIndex((other) => other.key === key) === index);
  return [
    first.pods.length === 0 ? t.likely(first.name, first.explains, failed) : t.likelyAround(first.name, first.explains, failed, first.pods),
    ...(also.length === 0 ? [] : [t.alsoPossible(also.map(({ name }) => name))]),
  ];
}
