import type { FailureContext } from '../expect/blame.ts';
import { DriverProcess } from './driver-process.ts';
import { raisePriority } from './driver-priority.ts';
import { planTraffic, type TrafficOptions } from './options.ts';
import { SampleStore } from './sample-store.ts';
import { Traffic } from './traffic.ts';
import { defined } from '../values/defined.ts';
import { verbatim } from '../text/language.ts';

export type { IngressStream, StreamOptions, TrafficOptions } from './options.ts';
export type { Traffic } from './traffic.ts';

const noManifests: FailureContext = { manifestOf: () => undefined };

/** A driver that has not begun after this many milliseconds will not. */
const beginWithinMs = 15_000;

/**
 * Starts the driver's process and resolves when its first request leaves. `context` is where failures of waits look up their
 * place; without it they are about no manifest.
 *
 * Throws a RangeError for options that make no sense, and `InvalidMeasurement` when the driver cannot begin.
 */
export async function startTraffic(options: TrafficOptions, context: FailureContext = noManifests): Promise<Traffic> {
  const plan = planTraffic(options);
  const store = new SampleStore(options.streams.map((stream) => stream.name), options.phase ?? verbatim('before'));
  const traffic = new Traffic(store, {
    maxSlipMs: options.maxSlipMs ?? 20,
    longestRequestMs: Math.max(...plan.streams.map((stream) => stream.deadlineMs)),
    context,
    launch: (onNews, onGone) => new DriverProcess(onNews, onGone),
    ...defined({ signal: options.signal, load: options.load }),
  });
  if (traffic.pid !== undefined) await raisePriority(traffic.pid);
  await traffic.begin(plan, beginWithinMs);
  return traffic;
}
