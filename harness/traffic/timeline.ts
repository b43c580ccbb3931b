import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';

/** What can happen to an object of a rollout. */
export type Happening =
  /** A pod is there; `ready` and `unready` follow its condition Ready; `terminating`: it is deleted, but not gone yet. */
  | { kind: 'created' | 'ready' | 'unready' | 'terminating' | 'gone' }
  /** The preStop hook of a container failed, so that it delays nothing any more. */
  | { kind: 'hookFailed'; container: string }
  /** A container of a pod was started again; `restarts` counts all of its restarts. */
  | { kind: 'restarted'; container: string; restarts: number }
  /** A ReplicaSet asks for another number of pods; `image` is that of the first container of its template. */
  | { kind: 'scaled'; replicas: number; image?: string }
  /** A ReplicaSet was removed. */
  | { kind: 'removed' }
  /** A pod entered the endpoints, left them, or stayed among them as one that is not ready. */
  | { kind: 'listed' | 'unlisted' | 'markedUnready' }
  /** The readiness probe of a terminating pod failed: clients with its cookie are sent elsewhere from then on. */
  | { kind: 'stoppedServing' };

/** One moment of a rollout as a watch showed it. */
export type TimelineEvent = Happening & {
  /** Epoch milliseconds by this machine's clock at which the watch showed it. */
  at: number;
  /** `Kind/name`. */
  object: string;
};

/** An event further back than this did not bring about a failure. */
const reachMs = 10_000;

/** The last event at or before a moment (epoch milliseconds), if it is recent enough to have to do with it. */
export function eventBefore(timeline: readonly TimelineEvent[], at: number): TimelineEvent | undefined {
  const before = timeline.filter((event) => event.at <= at && at - event.at <= reachMs);
  return before.reduce<TimelineEvent | undefined>((last, event) => (last === undefined || event.at >= last.at ? event : last), undefined);
}

/** An event as a clause in the past tense: `Pod/a began to terminate`. */
export function describeEvent(event: TimelineEvent): Text {
  const { event: words } = texts.rollout;
  switch (event.kind) {
    case 'restarted': return words.restarted(event.object, event.container, event.restarts);
    case 'hookFailed': return words.hookFailed(event.object, event.container);
    case 'scaled': return words.scaled(event.object, event.replicas);
    default: return words[event.kind](event.object);
  }
}
