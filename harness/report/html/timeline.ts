/** A time within another one, in milliseconds since 1970. */
export interface Span {
  from: number;
  to: number;
}

/** The time of something that says when it began and how long it took. */
export function spanOf({ startedAt, durationMs }: { startedAt: string; durationMs: number }): Span {
  const from = Date.parse(startedAt);
  return { from, to: from + durationMs };
}

/** The time from the first beginning to the last end. */
export function spanOfAll(spans: readonly Span[]): Span {
  return { from: Math.min(...spans.map(({ from }) => from)), to: Math.max(...spans.map(({ to }) => to)) };
}

/** When within the whole something was, as a bar. The numbers stand beside it, so it says nothing to a screen reader. */
export function timeBar(part: Span, whole: Span, status: string): string {
  const length = Math.max(1, whole.to - whole.from);
  const percent = (ms: number): string => ((Math.min(Math.max(ms, 0), length) / length) * 100).toFixed(2);
  return `<span class="time" aria-hidden="true"><i class="${status}" style="left:${percent(part.from - whole.from)}%;width:${percent(part.to - part.from)}%"></i></span>`;
}
