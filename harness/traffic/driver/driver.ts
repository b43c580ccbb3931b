import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { DriverCommand, DriverFault, DriverHealth, DriverNews } from '../messages.ts';
import type { TrafficPlan } from '../options.ts';
import { SampleBuffer } from '../sample-batch.ts';
import { OpenLoop } from './open-loop.ts';
import { StallWatch } from './stall-watch.ts';
import { StreamSender } from './stream-sender.ts';
import { warmUp } from './warm-up.ts';
import { defined } from '../../values/defined.ts';

/** Milliseconds between two reports of finished samples, and between two looks whether the last request is over. */
const tellEveryMs = 100;
const loopResolutionMs = 20;
/** Milliseconds: timers are late by less than this as a matter of course. */
const stallFromMs = 10;

/** Sends all streams of a plan and reports what happens; runs in a process of its own. */
export class Driver {
  readonly #plan: TrafficPlan;
  readonly #tell: (news: DriverNews) => void;
  readonly #loop: OpenLoop;
  readonly #senders: StreamSender[];
  readonly #samples = new SampleBuffer();
  readonly #loopDelay = monitorEventLoopDelay({ resolution: loopResolutionMs });
  readonly #stalls = new StallWatch(stallFromMs);
  readonly #ended = Promise.withResolvers<undefined>();
  #cpuBefore = process.cpuUsage();
  #fault: DriverFault | undefined;
  #stopping = false;

  constructor(plan: TrafficPlan, tell: (news: DriverNews) => void) {
    this.#plan = plan;
    this.#tell = tell;
    this.#loop = new OpenLoop(
      plan.streams.map((stream) => stream.rate),
      {
        send: (stream, dueMs) => {
          const now = this.#loop.elapsedMs;
          this.#stalls.left(now, now - dueMs);
          this.#senders[stream]?.send(dueMs);
        },
        standstill: (ms) => { this.#stop({ kind: 'stood still', ms }); },
      },
    );
    this.#senders = plan.streams.map((stream, number) => new StreamSender(number, stream, plan.baseUrl, {
      now: () => this.#loop.elapsedMs,
      record: (sample) => { this.#samples.add(sample); },
    }));
  }

  /** Begins to send, and resolves when it has stopped and the last request is over. */
  async run(): Promise<void> {
    await warmUp(this.#plan.streams);
    globalThis.gc?.();
    this.#loopDelay.enable();
    this.#cpuBefore = process.cpuUsage();
    const life = setTimeout(() => { this.#stop({ kind: 'not stopped', ms: this.#plan.maxLifeMs }); }, this.#plan.maxLifeMs);
    const telling = setInterval(() => { this.#report(); }, tellEveryMs);
    this.#tell({ type: 'begun', startNs: process.hrtime.bigint(), startedAt: Date.now() });
    this.#loop.start();
    await this.#ended.promise;
    clearTimeout(life);
    clearInterval(telling);
    for (const sender of this.#senders) sender.close();
    this.#tell({ type: 'ended', health: this.#health() });
  }

  obey(command: Extract<DriverCommand, { type: 'stop' }>): void {
    setTimeout(() => { this.#stop(undefined); }, command.afterMs);
  }

  #stop(fault: DriverFault | undefined): void {
    if (this.#stopping) return;
    this.#stopping = true;
    this.#fault = fault;
    this.#loop.stop();
    this.#report();
  }

  #report(): void {
    this.#stalls.look();
    if (this.#samples.size > 0) this.#tell({ type: 'samples', batch: this.#samples.take(), overMs: this.#senders.map((sender) => sender.overMs) });
    const inFlight = this.#senders.reduce((sum, sender) => sum + sender.inFlight, 0);
    if (this.#stopping && inFlight === 0) this.#ended.resolve(undefined);
  }

  #health(): DriverHealth {
    const cpu = process.cpuUsage(this.#cpuBefore);
    return defined({
      fault: this.#fault,
      loopDelayP99Ms: Math.max(0, this.#loopDelay.percentile(99) / 1e6 - loopResolutionMs),
      loopDelayMaxMs: Math.max(0, this.#loopDelay.max / 1e6 - loopResolutionMs),
      cpuMs: (cpu.user + cpu.system) / 1_000,
      wallMs: this.#loop.elapsedMs,
      maxRssBytes: process.resourceUsage().maxRSS * 1_024,
      worstStall: this.#stalls.worst,
    });
  }
}
