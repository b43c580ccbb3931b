import { joinTexts, verbatim, type Text } from '../text/language.ts';
import { duration, roundSeconds, seconds } from '../text/duration.ts';
import { texts } from '../text/texts.ts';
import { percentilesOf } from './percentiles.ts';
import type { DriverFault, DriverHealth, WorstStall } from './messages.ts';
import type { Sample } from './sample.ts';
import type { SampleStore } from './sample-store.ts';
import { isDuring, lengthOf, standstills } from './standstill.ts';

const t = texts.traffic.invalidBecause;

/** How well the driver kept its schedule. */
export interface Measurement {
  valid: boolean;
  /** Why it is not fit to judge by, and what to do. */
  invalidReason?: Text;
  /** Milliseconds that requests were sent after they were due. */
  slipP99Ms: number;
  slipMaxMs: number;
  loopDelayP99Ms: number;
}

/** A shorter run is judged like one of this many requests: of a few hundred, one stall of the machine is more than a hundredth. */
const judgedLike = 1_000;

/**
 * Judges the measurement itself: a client that was late or ran out of its own means neither blames nor clears the server.
 *
 * `ending`: how the driver ended where it did not report that itself; `maxSlipMs` is the bound for the 99th percentile.
 */
export function judgeMeasurement(samples: Iterable<Sample>, health: DriverHealth | undefined, maxSlipMs: number, ending?: Text): Measurement {
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
  const reason =
    ending !== undefined ? ending
    : health?.fault !== undefined ? describeFault(health.fault)
    : slips.length === 0 ? t.nothingSent
    : local.size > 0 ? t.couldNotSend([...local].map(([code, count]) => `${count} × ${code}`).join(', '))
    : late > Math.max(slips.length, judgedLike) / 100 ? t.late(slip.p99.toFixed(1), maxSlipMs, slip.max.toFixed(0), describeStall(health?.worstStall))
    : loopDelayP99Ms > maxSlipMs ? t.loopLate(loopDelayP99Ms.toFixed(1), maxSlipMs)
    : undefined;
  return reason === undefined ? { valid: true, ...measured } : { valid: false, invalidReason: reason, ...measured };
}

/**
 * Judges what was lost: where every request that failed was under way while nobody answered on the way to the apps, or right
 * after, it neither blames nor clears them. One that failed at another time is theirs, and with it the run is judged.
 */
export function judgeLosses(measurement: Measurement, store: Pick<SampleStore, 'samples' | 'control'>): Measurement {
  const stood = measurement.valid ? standstills(store.control) : [];
  const failed = stood.length === 0 ? [] : [...store.samples()].filter(({ ok }) => !ok);
  if (failed.length === 0 || !failed.every((sample) => isDuring(sample, stood))) return measurement;
  return { ...measurement, valid: false, invalidReason: t.stoodStill(failed.length, duration(lengthOf(stood))) };
}

/** Why a driver stopped by itself. */
export function describeFault(fault: DriverFault): Text {
  return fault.kind === 'stood still' ? texts.traffic.driver.stoodStill(seconds(fault.ms)) : texts.traffic.driver.notStopped(roundSeconds(fault.ms));
}

/** What kept the driver busy or waiting, as far as the system reports it. */
function describeStall(stall: WorstStall | undefined): Text {
  if (stall?.waitedMs === undefined || stall.onCpuMs === undefined) return verbatim('');
  const pages = stall.majorFaults ?? 0;
  return joinTexts([t.stall(stall.onCpuMs.toFixed(0), stall.waitedMs.toFixed(0)), ...(pages === 0 ? [] : [t.pagesFromDisk(pages)])], '');
}
