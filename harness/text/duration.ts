/** Milliseconds that were measured, as seconds with one decimal: `4.0 s`. */
export function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}

/** Milliseconds that somebody chose, or a point in time, as seconds without needless decimals: `30 s`, `1.5 s`, `0.05 s`. */
export function roundSeconds(ms: number): string {
  return `${ms < 1_000 ? Number((ms / 1_000).toPrecision(2)) : Math.round(ms / 100) / 10} s`;
}

/** Milliseconds in the unit that suits them: `1.2 ms`, `83 ms`, `4.1 s`. */
export function duration(ms: number): string {
  if (ms < 10) return `${ms.toFixed(1)} ms`;
  return ms < 1_000 ? `${Math.round(ms)} ms` : seconds(ms);
}

/** Milliseconds that have passed so far, in whole seconds: `12 s`. */
export function secondsSoFar(ms: number): string {
  return `${Math.floor(ms / 1_000)} s`;
}
