import { percentilesOf } from './percentiles.ts';
import type { DriverHealth, WorstStall } from './messages.ts';
import type { Sample } from './sample.ts';

/** How well the driver kept its schedule. */
export interface Measurement {
  valid: boolean;
  /** Why it is not fit to judge by, and what to do. */
  invalidReason?: string;
  /** Milliseconds that requests were sent after they were due. */
  slipP99Ms: number;
  slipMaxMs: number;
  loopDelayP99Ms: number;
}

/** A shorter run is judged like one of so many requests: of a few hundred, one stall of the machine is more than a hundredth. */
const judgedLike = 1_000;

/**
 * Judges the measurement itself: a client that was late or ran out of its own means neither blames nor clears the server.
 *
 * `ending` tells how the driver ended where it did not tell itself; `maxSlipMs` is the bound for the 99th percentile.
 */
export function judgeMeasurement(samples: Iterable<Sample>, health: DriverHealth | undefined, maxSlipMs: number, ending?: string): Measurement {
  const slips: number[] = [];
  const local = new Map<string, number>();
  for (const sample of samples) {
    slips.push(sample.sentMs - sample.dueMs);
    if (sample.error === 'local') local.set(sample.detail ?? 'local', (local.get(sample.detail ?? 'local') ?? 0) + 1);
  }
  const slip = percentilesOf(slips);
  const late = slips.filter((slipMs) => slipMs > maxSlipMs).length;
  const loopDelayP99Ms = health?.loopDelayP99Ms ?? 0;
  const measured = { slipP99Ms: slip.p99, slipMaxMs: slip.max, loopDelayP99Ms };
  const busy = 'the machine is too busy for this rate: lower the rate or the load';
  const reason =
    ending !== undefined ? `the traffic driver ${ending}`
    : health?.fault !== undefined ? `the traffic driver stopped by itself: ${health.fault}`
    : slips.length === 0 ? 'the traffic driver sent no request'
    : local.size > 0 ? `this machine could not send every request: ${[...local].map(([code, count]) => `${count} × ${code}`).join(', ')}`
    : late > Math.max(slips.length, judgedLike) / 100 ? `1 % of the requests left ${slip.p99.toFixed(1)} ms or more after they were due (bound ${maxSlipMs} ms, worst ${slip.max.toFixed(0)} ms${describeStall(health?.worstStall)}): ${busy}`
    : loopDelayP99Ms > maxSlipMs ? `the driver's event loop was late by ${loopDelayP99Ms.toFixed(1)} ms at its 99th percentile (bound ${maxSlipMs} ms): ${busy}`
    : undefined;
  return reason === undefined ? { valid: true, ...measured } : { valid: false, invalidReason: reason, ...measured };
}

/** What kept the driver then, as far as the system told. */
function describeStall(stall: WorstStall | undefined): string {
  if (stall?.waitedMs === undefined || stall.onCpuMs === undefined) return '';
  const faults = stall.majorFaults ?? 0;
  return `, in which it worked for ${stall.onCpuMs.toFixed(0)} ms and waited for a processor for ${stall.waitedMs.toFixed(0)} ms${faults === 0 ? '' : `, and ${faults} of its pages came from disk`}`;
}
