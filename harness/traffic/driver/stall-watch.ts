import { closeSync, openSync, readSync } from 'node:fs';
import type { WorstStall } from '../messages.ts';

/** What the main thread has had so far, in milliseconds, and pages of this process that had to come from disk. */
export interface ThreadTimes {
  onCpuMs: number;
  waitedMs: number;
  majorFaults: number;
}

/**
 * Finds out what kept the driver when it was late: it used the processor itself, it waited for one, pages came from
 * disk, or none of these, which means a lock or a virtual machine that stood still.
 */
export class StallWatch {
  readonly #read: () => ThreadTimes | undefined;
  readonly #countsFromMs: number;
  #before: ThreadTimes | undefined;
  #worst: WorstStall | undefined;

  /** Late by less than `countsFromMs` is no stall. */
  constructor(countsFromMs: number, read: () => ThreadTimes | undefined = openThreadTimes()) {
    this.#countsFromMs = countsFromMs;
    this.#read = read;
    this.#before = read();
  }

  get worst(): WorstStall | undefined {
    return this.#worst;
  }

  /** Called a few times a second: what came before is not part of the next stall. */
  look(): void {
    this.#before = this.#read();
  }

  /** Called for each request that leaves. */
  left(atMs: number, lateMs: number): void {
    if (lateMs < this.#countsFromMs || lateMs <= (this.#worst?.lateMs ?? 0)) return;
    const now = this.#read();
    const before = this.#before;
    const during = now === undefined || before === undefined ? {} : {
      onCpuMs: now.onCpuMs - before.onCpuMs,
      waitedMs: now.waitedMs - before.waitedMs,
      majorFaults: now.majorFaults - before.majorFaults,
    };
    this.#worst = { atMs, lateMs, ...during };
  }
}

/** Reads Linux's /proc/self/schedstat: nanoseconds on a processor, and on a run queue (Documentation/scheduler/sched-stats). */
function openThreadTimes(): () => ThreadTimes | undefined {
  let file: number;
  try {
    file = openSync('/proc/self/schedstat', 'r');
  } catch {
    return () => undefined;
  }
  const buffer = Buffer.alloc(128);
  process.once('exit', () => { closeSync(file); });
  return () => {
    const [onCpu, waited] = buffer.toString('latin1', 0, readSync(file, buffer, 0, buffer.length, 0)).split(' ').map(Number);
    if (onCpu === undefined || waited === undefined) return undefined;
    return { onCpuMs: onCpu / 1e6, waitedMs: waited / 1e6, majorFaults: process.resourceUsage().majorPageFault };
  };
}
