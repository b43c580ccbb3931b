import type { SampleBatch } from './sample-batch.ts';
import type { TrafficPlan } from './options.ts';

/** What the driver process is told. */
export type DriverCommand =
  | { type: 'begin'; plan: TrafficPlan }
  /** Send for so long still, wait for what is in flight, then end. */
  | { type: 'stop'; afterMs: number };

/** What the driver process tells. */
export type DriverNews =
  | { type: 'begun'; startNs: bigint; startedAt: number }
  /** `overMs`: for each stream, every request that was due before this many milliseconds is over. */
  | { type: 'samples'; batch: SampleBatch; overMs: number[] }
  | { type: 'ended'; health: DriverHealth };

/** How the driver itself fared. */
export interface DriverHealth {
  /** Why it stopped before it was told to; absent: it was told to. */
  fault?: string;
  /** Milliseconds that its event loop was late: 99th percentile and worst. */
  loopDelayP99Ms: number;
  loopDelayMaxMs: number;
  /** Milliseconds of processor time, and of wall time, from the first request to the last answer. */
  cpuMs: number;
  wallMs: number;
  /** Peak resident memory in bytes. */
  maxRssBytes: number;
  /** What kept it when it was late the most; absent: it never was late by more than a few milliseconds. */
  worstStall?: WorstStall;
}

/** The time in which a driver was late the most. What the system does not tell is absent. */
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
