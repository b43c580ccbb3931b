import { percentilesOf } from '../traffic/percentiles.ts';
import type { ProgramRun } from './program-run.ts';

/** One line of `vegeta encode -to json`, as far as it is read here. */
interface VegetaResult {
  seq: number;
  code: number;
  /** RFC 3339 with nanoseconds: when the request was sent. */
  timestamp: string;
  /** Nanoseconds from then until the answer was read. */
  latency: number;
  error: string;
}

export type VegetaNumbers = Pick<ProgramRun, 'sent' | 'failed' | 'errors' | 'service' | 'latency' | 'slipP99Ms' | 'slipMaxMs'>;

/**
 * Reads what vegeta wrote down, into the same numbers as the driver's. Request i was due at start + i/rate; the start is not
 * written down, so it is taken from the request that was sent soonest after it was due, which makes vegeta's slip look
 * smaller than it is by that much.
 */
export function readVegetaResults(lines: string, rate: number): VegetaNumbers {
  const results = lines.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as VegetaResult);
  const errors: Record<string, number> = {};
  for (const { code, error } of results) {
    if (code === 200 && error === '') continue;
    const label = code === 0 ? error : String(code);
    errors[label] = (errors[label] ?? 0) + 1;
  }
  const sinceDue = results.map(({ seq, timestamp }) => epochMs(timestamp) - (seq * 1_000) / rate);
  const start = sinceDue.reduce((least, each) => Math.min(least, each), Infinity);
  const slips = sinceDue.map((each) => each - start);
  const service = results.map(({ latency }) => latency / 1e6);
  const slip = percentilesOf(slips);
  return {
    sent: results.length,
    failed: Object.values(errors).reduce((sum, count) => sum + count, 0),
    errors,
    service: percentilesOf(service),
    latency: percentilesOf(service.map((ms, i) => ms + (slips[i] ?? 0))),
    slipP99Ms: slip.p99,
    slipMaxMs: slip.max,
  };
}

/** Milliseconds since 1970, with their fraction: `Date` would drop it. */
export function epochMs(timestamp: string): number {
  const fraction = /\.\d+/.exec(timestamp)?.[0] ?? '';
  return Date.parse(timestamp.replace(fraction, '')) + Number(`0${fraction}`) * 1_000;
}
