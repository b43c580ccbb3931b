import type { Deployment } from '../client/objects.ts';
import { causeNames } from './cause-hints.ts';
import { likelyCauses, type LikelyCause } from './likely-cause.ts';
import type { TrafficReport } from '../traffic/report.ts';
import type { TimelineEvent } from '../traffic/timeline.ts';
import { defined } from '../values/defined.ts';

/** A promise of traffic that was not kept, and why it likely was not. */
export interface FailedVerdict {
  expected: string;
  observed: string;
  /** What explains most of the failures; absent where no rule fits. */
  cause?: LikelyCause;
}

/** Judges a run of traffic of which no request may have failed; undefined: none did. */
export function judgeFailures(report: TrafficReport, deployment: Deployment | undefined, timeline?: readonly TimelineEvent[]): FailedVerdict | undefined {
  const failures = [...report.samples()].filter(({ ok }) => !ok);
  if (failures.length === 0) return undefined;
  const known = {
    failures,
    startedAt: report.startedAt,
    longestRequestMs: report.longestAnswerMs,
    ...defined({ timeline }),
  };
  const causes = deployment === undefined ? [] : likelyCauses({ ...known, deployment });
  const [cause] = causes;
  // The moment is told relative to what matters: another pod's event that came in between would lead astray.
  const near = cause === undefined || cause.pods.length === 0 ? timeline : timeline?.filter(({ object }) => cause.pods.includes(object));
  return {
    expected: `every one of ${report.total} requests answered`,
    observed: [report.describe(near), ...describeCauses(causes, failures.length)].join('; '),
    ...defined({ cause }),
  };
}

/** `likely cause: no preStop delay (fits 37 of 40, while Pod/a, Pod/b left or came)`, and what else fits. */
function describeCauses([first, ...others]: readonly LikelyCause[], failed: number): string[] {
  if (first === undefined) return [];
  const also = others.length === 0 ? '' : `; also possible: ${others.map(({ key }) => causeNames[key]).join(', ')}`;
  const pods = first.pods.length === 0 ? '' : `, around ${first.pods.join(', ')}`;
  return [`likely cause: ${causeNames[first.key]} (fits ${first.explains} of ${failed}${pods})${also}`];
}
