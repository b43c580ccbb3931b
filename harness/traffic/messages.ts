import type { SampleBatch } from './sample-batch.ts';
import type { TrafficPlan } from './options.ts';

/** Messages to the driver process. */
export type DriverCommand =
  | { type: 'begin'; plan: TrafficPlan }
  /** Go on sending for `afterMs` milliseconds, wait for what is in flight, then end. */
  | { type: 'stop'; afterMs: number };

/** Messages from the driver process. */
export type DriverNews =
  | { type: 'begun'; startNs: bigint; startedAt: number }
  /** `overMs`: for each stream, every request that was due before this many milliseconds is over. */
  | { type: 'samples'; batch: SampleBatch; overMs: number[] }
  | { type: 'ended'; health: DriverHealth };

/** The driver's report about itself. */
export interface DriverHealth {
  /** Why it stopped by itself; absent: it was stopped. */
  fault?: DriverFault;
  /** Milliseconds that its event loop was late: 99th percentile and worst. */
  loopDelayP99Ms: number;
  loopDelayMaxMs: number;
  /** Milliseconds of processor time, and of wall time, from the first request to the last response. */
  cpuMs: number;
  wallMs: number;
  /** Peak resident memory in bytes. */
  maxRssBytes: number;
  /** The time in which it was late the most; absent: it was never late by more than a few milliseconds. */
  worstStall?: WorstStall;
}

/** Why a driver stops by itself: it stood still for `ms` milliseconds, or nobody stopped it within `ms` milliseconds. */
export interface DriverFault {
  kind: 'stood still' | 'not stopped';
  ms: number;
}

/** The time in which a driver was late the most. What the system does not report is absent. */
export interface WorstStall {
  /** Milliseconds since the traffic began when it went on, and how late it then was. */
  atMs: number;
  lateMs: number;
  /** From up to a tenth of a second before until then: milliseconds that its main thread had a processor, and that it waited for one. */
  onCpuMs?: number;
  waitedMs?: number;
  /** Pages that had to come from disk. */
  majorFaults?: number;
}
