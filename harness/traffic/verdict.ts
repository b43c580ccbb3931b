import { duration } from '../text/duration.ts';
import { joinTexts, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { countSamples } from './counts.ts';
import { describeErrors } from './describe-error.ts';
import type { Sample } from './sample.ts';
import type { Phase } from './sample-store.ts';
import { describeEvent, eventBefore, type TimelineEvent } from './timeline.ts';

/** A run of traffic to describe. */
export interface TrafficRun {
  samples: Iterable<Sample>;
  phases: readonly Phase[];
  /** Epoch milliseconds at which the traffic began. */
  startedAt: number;
}

const t = texts.traffic;

/**
 * One line for people: how many of how many requests failed, how, when relative to the phases and to the rollout's events,
 * on which streams, and which version and pod answered them. What is not known is left out.
 */
export function describeTraffic(run: TrafficRun, timeline: readonly TimelineEvent[] = []): Text {
  const samples = [...run.samples];
  const failed = samples.filter((sample) => !sample.ok).sort((a, b) => a.sentMs - b.sentMs);
  const first = failed[0];
  if (first === undefined) {
    const { latency } = countSamples(samples);
    return t.fine(samples.length, duration(latency.p50), duration(latency.p99));
  }
  const who = [...named(failed, ({ version }) => version, t.version, t.versions), ...named(failed, ({ pod }) => pod, t.pod, t.pods)];
  return joinTexts([
    t.failed(failed.length, samples.length, describeErrors(countSamples(failed).errors)),
    when(run, first, failed, timeline),
    ...named(failed, ({ stream }) => stream, t.onStream, t.onStreams),
    ...(who.length === 0 ? [] : [t.answeredBy(who)]),
  ], '; ');
}

function when(run: TrafficRun, first: Sample, failed: readonly Sample[], timeline: readonly TimelineEvent[]): Text {
  const phase = run.phases.findLast(({ fromMs }) => fromMs <= first.dueMs);
  const isFirstPhase = phase === undefined || phase === run.phases[0];
  const since = isFirstPhase ? t.trafficBegan : t.phaseBegan(phase.title);
  const sinceMs = duration(first.dueMs - (isFirstPhase ? 0 : phase.fromMs));
  const at = run.startedAt + first.doneMs;
  const event = eventBefore(timeline, at);
  const afterEvent = event === undefined ? '' : t.afterEvent(describeEvent(event), duration(at - event.at));
  if (failed.length === 1) return t.single(sinceMs, since, afterEvent);
  return t.several(sinceMs, since, afterEvent, duration(Math.max(...failed.map((sample) => sample.sentMs)) - first.sentMs));
}

/** One name as such, several with how often each was seen; nothing where no name is known. */
function named(samples: readonly Sample[], nameOf: (sample: Sample) => string | undefined, one: (name: string) => Text, several: (counts: string) => Text): Text[] {
  const names = samples.map(nameOf).filter((name) => name !== undefined);
  const different = [...new Set(names)].sort();
  const [first] = different;
  if (first === undefined) return [];
  if (different.length === 1) return [one(first)];
  return [several(different.map((name) => `${name} ${names.filter((each) => each === name).length}`).join(', '))];
}
