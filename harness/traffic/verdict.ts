import { duration } from '../text/duration.ts';
import { countSamples } from './counts.ts';
import type { Sample } from './sample.ts';
import type { Phase } from './sample-store.ts';
import { describeEvent, eventBefore, type TimelineEvent } from './timeline.ts';

/** What a verdict is told about. */
export interface TrafficRun {
  samples: Iterable<Sample>;
  phases: readonly Phase[];
  /** Epoch milliseconds at which the traffic began. */
  startedAt: number;
}

/**
 * One line for people: how many of how many requests failed, how, when relative to the phases and to the rollout's events,
 * on which streams, and who answered them. What is not known is left out.
 */
export function describeTraffic(run: TrafficRun, timeline: readonly TimelineEvent[] = []): string {
  const samples = [...run.samples];
  const failed = samples.filter((sample) => !sample.ok).sort((a, b) => a.sentMs - b.sentMs);
  const first = failed[0];
  if (first === undefined) {
    const { latency } = countSamples(samples);
    return `${samples.length} requests, none failed, p50 ${duration(latency.p50)}, p99 ${duration(latency.p99)}`;
  }
  const parts = [
    `${failed.length} of ${samples.length} requests failed: ${tally(countSamples(failed).errors)}`,
    when(run, first, failed, timeline),
    named('on', [['stream', ({ stream }) => stream]], failed),
    named('answered by', [['version', ({ version }) => version], ['pod', ({ pod }) => pod]], failed),
  ];
  return parts.filter((part) => part !== '').join('; ');
}

function when(run: TrafficRun, first: Sample, failed: readonly Sample[], timeline: readonly TimelineEvent[]): string {
  const phase = run.phases.findLast(({ fromMs }) => fromMs <= first.dueMs);
  const isFirstPhase = phase === run.phases[0];
  const since = isFirstPhase || phase === undefined ? `the traffic began` : `\`${phase.name}\` began`;
  const sinceMs = first.dueMs - (isFirstPhase || phase === undefined ? 0 : phase.fromMs);
  const lastMs = Math.max(...failed.map((sample) => sample.sentMs)) - first.sentMs;
  const last = failed.length === 1 ? '' : `, last ${duration(lastMs)} later`;
  const at = run.startedAt + first.doneMs;
  const event = eventBefore(timeline, at);
  const after = event === undefined ? '' : ` (${duration(at - event.at)} after ${describeEvent(event).en})`;
  return `${failed.length === 1 ? 'it came' : 'first'} ${duration(sinceMs)} after ${since}${after}${last}`;
}

function tally(errors: Record<string, number>): string {
  return Object.entries(errors).map(([label, count]) => `${count} × ${label}`).join(', ');
}

type NameOf = (sample: Sample) => string | undefined;

/** `on streams fresh 2, keep-alive 1`, `answered by version 2.0 and pod ap-b`; empty where no name is known. */
function named(how: string, kinds: [kind: string, nameOf: NameOf][], samples: readonly Sample[]): string {
  const known = kinds.map(([kind, nameOf]) => counted(kind, samples, nameOf)).filter((text) => text !== '');
  return known.length === 0 ? '' : `${how} ${known.join(' and ')}`;
}

function counted(kind: string, samples: readonly Sample[], nameOf: NameOf): string {
  const names = samples.map(nameOf).filter((name) => name !== undefined);
  const different = [...new Set(names)].sort();
  if (different.length <= 1) return different.map((name) => `${kind} ${name}`).join('');
  return `${kind}s ${different.map((name) => `${name} ${names.filter((each) => each === name).length}`).join(', ')}`;
}
