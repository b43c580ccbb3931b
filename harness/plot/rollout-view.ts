import type { Language, Text } from '../text/language.ts';
import type { PodSpan } from '../rollout/pod-spans.ts';
import type { TrafficReport } from '../traffic/report.ts';
import type { SecondOfTraffic } from '../traffic/series.ts';
import type { TimelineEvent } from '../traffic/timeline.ts';

/** All that a plot of a rollout shows, on one time axis: seconds since the traffic began. */
export interface RolloutView {
  /** In which the plot is drawn. */
  language: Language;
  title: string;
  seconds: readonly SecondOfTraffic[];
  /** Where phases begin, the first one left out. */
  phases: readonly { name: string; from: number }[];
  /** Versions that responded or that pods had, in order. */
  versions: readonly string[];
  pods: readonly PodBar[];
  /** When a pod was listed as an endpoint, or not any more. */
  endpoints: readonly { row: string; at: number; listed: boolean }[];
  /** How many replicas a ReplicaSet was scaled to, and when. */
  wanted: readonly { version: string; at: number; replicas: number }[];
  /** Seconds at which the axis ends. */
  end: number;
}

export interface PodBar {
  /** The last part of the pod's name, by which it differs from its siblings. */
  row: string;
  version: string;
  state: PodSpan['state'];
  from: number;
  to: number;
}

export interface RolloutToView {
  title: Text;
  report: TrafficReport;
  /** What watches showed meanwhile. */
  record?: { events: readonly TimelineEvent[]; spans: readonly PodSpan[] } | undefined;
  language: Language;
}

/** Brings what traffic and watches showed together. Events outside the traffic are left out, spans are cut. */
export function viewRollout({ title, report, record, language }: RolloutToView): RolloutView {
  const seconds = report.series;
  const last = seconds.at(-1);
  const end = Math.max(1, last === undefined ? 0 : last.second + last.length);
  const secondsOf = (at: number): number => (at - report.startedAt) / 1_000;
  const spans = record?.spans ?? [];
  const events = (record?.events ?? []).map((event) => ({ ...event, at: secondsOf(event.at) })).filter(({ at }) => at >= 0 && at <= end);
  const pods = spans
    .map(({ pod, image, state, from, to }) => ({ row: rowOf(pod), version: versionOf(image), state, from: Math.max(0, secondsOf(from)), to: Math.min(end, secondsOf(to)) }))
    .filter(({ from, to }) => to > from);
  return {
    language,
    title: title[language],
    seconds,
    end,
    phases: report.phases.flatMap(({ title: name, fromMs }) => (Number.isFinite(fromMs) ? [{ name: name[language], from: fromMs / 1_000 }] : [])),
    versions: [...new Set([...seconds.flatMap((second) => Object.keys(second.versions)), ...pods.map(({ version }) => version)])].sort(),
    pods,
    endpoints: endpointChanges(events, spans),
    wanted: events.flatMap((event) => (event.kind === 'scaled' ? [{ version: event.image === undefined ? rowOf(event.object) : versionOf(event.image), at: event.at, replicas: event.replicas }] : [])),
  };
}

/** A pod is listed as not ready before it is ready, and removed after it was marked not ready: neither changes where requests go. */
function endpointChanges(events: readonly TimelineEvent[], spans: readonly PodSpan[]): RolloutView['endpoints'] {
  const isListed = new Map<string, boolean>();
  for (const { pod, state } of spans) if (!isListed.has(rowOf(pod))) isListed.set(rowOf(pod), state === 'ready');
  return events.filter(({ kind }) => kind === 'listed' || kind === 'unlisted' || kind === 'markedUnready').flatMap(({ object, kind, at }) => {
    const row = rowOf(object);
    const listed = kind === 'listed';
    if (isListed.get(row) === listed) return [];
    isListed.set(row, listed);
    return [{ row, at, listed }];
  });
}

function rowOf(pod: string): string {
  return pod.split('-').at(-1) ?? pod;
}

/** The tag of an image, as versions are named. */
function versionOf(image: string): string {
  return /:([^/:@]+)(@|$)/.exec(image)?.[1] ?? image;
}
