import { EnvironmentError } from '../verdict/environment-error.ts';
import { InvalidMeasurement } from '../verdict/invalid-measurement.ts';
import type { TrafficReport } from '../traffic/report.ts';
import { startTraffic } from '../traffic/start-traffic.ts';
import { whileWatchingCores } from './machine.ts';
import type { Target } from './open-target.ts';
import type { ProgramRun, RunPlan } from './program-run.ts';
import { defined } from '../values/defined.ts';
import { texts } from '../text/texts.ts';

/** Milliseconds beyond its seconds that a run may take until its requests are over. */
const lateByMs = 20_000;

/** One run of our own driver, in a process of its own as in the lessons. Throws an EnvironmentError when it does not get to its end. */
export async function runDriver(target: Target, plan: RunPlan, signal: AbortSignal): Promise<ProgramRun> {
  const { result: report, busyPercent } = await whileWatchingCores(() => drive(target, plan, signal));
  const { requests, failed, errors, service, latency } = report.counts();
  const { driver, measurement, invalidReason } = report;
  return {
    program: 'driver', connections: plan.connections, pair: plan.pair,
    sent: requests, failed, errors, service, latency,
    slipP99Ms: measurement.slipP99Ms, slipMaxMs: measurement.slipMaxMs,
    ...(driver === undefined ? {} : { cpuPercent: (100 * driver.cpuMs) / driver.wallMs, maxRssBytes: driver.maxRssBytes }),
    machineBusyPercent: busyPercent,
    ...defined({ invalid: invalidReason?.en }),
  };
}

async function drive({ baseUrl, host, path }: Target, { connections, rate, seconds }: RunPlan, signal: AbortSignal): Promise<TrafficReport> {
  try {
    await using traffic = await startTraffic({ baseUrl, signal, streams: [{ name: connections, kind: connections, rate, path, host }] });
    await traffic.answered(rate * seconds, { deadlineMs: seconds * 1_000 + lateByMs });
    return await traffic.stop();
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof InvalidMeasurement)) throw error;
    throw new EnvironmentError('traffic driver', error.reason, texts.bench.lowerRate, { cause: error });
  }
}
