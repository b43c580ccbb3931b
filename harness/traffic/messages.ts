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
  | { type: 'samples'; batch: SampleBatch }
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
}
