import type { Manifest } from '../manifests/manifest.ts';
import { joinTexts, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import type { TrafficReport } from '../traffic/report.ts';
import type { Sample } from '../traffic/sample.ts';
import type { TimelineEvent } from '../traffic/timeline.ts';
import { defined } from '../values/defined.ts';
import type { AppRules } from './app-rules.ts';
import { countOfBusyMachine, likelyCauses, mostly, type LikelyCause } from './likely-cause.ts';

/** A Deployment that took part while requests were sent. */
export interface RolloutPart {
  manifest: Manifest;
  /** What happened to its pods (see `rolloutEvents`); absent: nobody recorded it. */
  events?: readonly TimelineEvent[];
  /** What the lesson knows about its app. */
  app?: AppRules;
}

/** How a run of traffic failed, and why it likely did. */
export interface FailedVerdict {
  expected: Text;
  observed: Text;
  /** What explains most of the failures, and the Deployment at which it lies; absent where no rule fits. */
  cause?: CauseAt;
  /** Whether no other cause explains any of them. */
  alone: boolean;
  /** Whether the settings of a Deployment say by themselves that requests get lost. */
  bySettings: boolean;
  failed: number;
  /** How many of them a machine without a free processor explains. */
  ofBusyMachine: number;
}

type CauseAt = LikelyCause & { on: Manifest };

const t = texts.rollout.verdict;

/** Judges a run of traffic of which no request may have failed; undefined: none did. */
export function judgeFailures(report: TrafficReport, parts: readonly RolloutPart[]): FailedVerdict | undefined {
  const failures = [...report.samples()].filter(({ ok }) => !ok);
  if (failures.length === 0) return undefined;
  const known = { failures, startedAt: report.startedAt, longestRequestMs: report.longestResponseMs };
  const causes = ranked(parts.flatMap(({ manifest, events, app }): CauseAt[] => likelyCauses({ ...known, deployment: manifest.object, ...defined({ timeline: events }) }, app).map((cause) => ({ ...cause, on: manifest }))));
  const [cause] = causes;
  const timeline = parts.flatMap(({ events = [] }) => events).sort((a, b) => a.at - b.at);
  // The moment is described relative to what matters: another pod's event that came in between would mislead.
  const near = cause === undefined || cause.pods.length === 0 ? timeline : timeline.filter(({ object }) => cause.pods.includes(object));
  return {
    expected: t.noneFailed(report.total),
    observed: joinTexts([report.describe(near), ...lostIn(report, failures), ...describeCauses(causes, failures.length)], '; '),
    ...defined({ cause }),
    alone: causes.every(({ key }) => key === cause?.key),
    bySettings: causes.some(({ bySettings }) => bySettings),
    failed: failures.length,
    ofBusyMachine: Math.max(0, ...parts.map(({ manifest, events, app }) => countOfBusyMachine({ ...known, deployment: manifest.object, ...defined({ timeline: events }) }, app))),
  };
}

/**
 * The cause that explains most first. Pods of several Deployments stop at about the same time: what the settings of another one
 * say is a better guess than the moments alone, where both fit about as well.
 */
function ranked(causes: readonly CauseAt[]): CauseAt[] {
  const byNumber = causes.toSorted((a, b) => b.explains - a.explains);
  const [first] = byNumber;
  const said = first?.bySettings === false ? byNumber.find(({ bySettings, explains, on }) => bySettings && on !== first.on && explains >= mostly * first.explains) : undefined;
  return said === undefined ? byNumber : [said, ...byNumber.filter((each) => each !== said)];
}

/** How many were lost in each phase, where there were several. */
function lostIn({ phases }: TrafficReport, failures: readonly Sample[]): Text[] {
  const counted = phases.map(({ name, title }) => ({ title, lost: failures.filter(({ phase }) => phase === name).length })).filter(({ lost }) => lost > 0);
  return counted.length < 2 ? [] : [t.lostIn(counted.map(({ title, lost }) => t.phase(title, lost)))];
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
