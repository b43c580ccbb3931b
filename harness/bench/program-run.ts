import type { Percentiles } from '../traffic/percentiles.ts';

/** How connections are used: kept for the next request, or a new one for each. */
export type Connections = 'keep-alive' | 'fresh';
export const connectionKinds: readonly Connections[] = ['keep-alive', 'fresh'];

export type ProgramName = 'driver' | 'vegeta';

/** What one program measured in one run, and what it took. Times in milliseconds. */
export interface ProgramRun {
  program: ProgramName;
  connections: Connections;
  /** Runs of the same number stand beside each other: one of each program. */
  pair: number;
  sent: number;
  failed: number;
  /** Failed ones by status or kind. */
  errors: Record<string, number>;
  /** From when a request was sent: what both programs measure. */
  service: Percentiles;
  /** From when it was due. */
  latency: Percentiles;
  /** How late requests were sent: 99th percentile and worst. */
  slipP99Ms: number;
  slipMaxMs: number;
  /** Processor time in per cent of one core; absent where the system does not tell. */
  cpuPercent?: number;
  /** Peak resident memory in bytes; absent where the system does not tell. */
  maxRssBytes?: number;
  /** How busy all cores were meanwhile, this program's work and the cluster's included, in per cent. */
  machineBusyPercent: number;
  /** Why the run is not fit to judge by; absent: it is. */
  invalid?: string;
}

/** What is asked of both programs. */
export interface RunPlan {
  connections: Connections;
  pair: number;
  /** Requests per second, and for how many seconds. */
  rate: number;
  seconds: number;
}
