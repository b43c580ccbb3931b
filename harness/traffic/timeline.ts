/** One moment of a rollout as a watch told it. */
export interface TimelineEvent {
  /** Epoch milliseconds by this machine's clock, at which the watch told it. */
  at: number;
  /** `Kind/name`. */
  object: string;
  /** What happened to it, fit to follow its name: `began to terminate`, `became ready`, `was scaled to 3`. */
  what: string;
}

/** An event further back than this did not bring about a failure. */
const reachMs = 10_000;

/** The last event at or before a moment (epoch milliseconds), if it is recent enough to have to do with it. */
export function eventBefore(timeline: readonly TimelineEvent[], at: number): TimelineEvent | undefined {
  const before = timeline.filter((event) => event.at <= at && at - event.at <= reachMs);
  return before.reduce<TimelineEvent | undefined>((last, event) => (last === undefined || event.at >= last.at ? event : last), undefined);
}
