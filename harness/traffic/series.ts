import { Tally } from './counts.ts';
import { percentilesOf } from './percentiles.ts';
import { errorLabel, type Sample } from './sample.ts';

/** What was due in one second of the run: a point of a plot. */
export interface SecondOfTraffic {
  /** Seconds since the traffic began, from 0. */
  second: number;
  /** Seconds of it in which requests were due: 1, and less where the run ended in it. */
  length: number;
  requests: number;
  ok: number;
  failed: number;
  /** Good responses by version. */
  versions: Record<string, number>;
  errors: Record<string, number>;
  /** Latency of the requests that were due in this second, in milliseconds. */
  p50: number;
  p99: number;
}

/** Cuts the run into seconds by when requests were due; a second in which none was due is there with zeros. */
export function secondsOf(samples: Iterable<Sample>): SecondOfTraffic[] {
  const seconds: Sample[][] = [];
  let lastDueMs = 0;
  let count = 0;
  for (const sample of samples) {
    lastDueMs = Math.max(lastDueMs, sample.dueMs);
    count += 1;
    const second = Math.floor(sample.dueMs / 1_000);
    while (seconds.length <= second) seconds.push([]);
    seconds[second]?.push(sample);
  }
  // The last request stands for as much time as each one before it.
  const endMs = lastDueMs + (count < 2 || lastDueMs === 0 ? 1_000 : lastDueMs / (count - 1));
  return seconds.map((inSecond, second) => summarise(second, Math.min(1, endMs / 1_000 - second), inSecond));
}

function summarise(second: number, length: number, samples: readonly Sample[]): SecondOfTraffic {
  const versions = new Tally();
  const errors = new Tally();
  for (const sample of samples) {
    if (sample.error === undefined) versions.add(sample.version);
    else errors.add(errorLabel(sample.error, sample.status));
  }
  const { p50, p99 } = percentilesOf(samples.map((sample) => sample.doneMs - sample.dueMs));
  const failed = errors.total;
  return { second, length, requests: samples.length, ok: samples.length - failed, failed, versions: versions.toRecord(), errors: errors.toRecord(), p50, p99 };
}
