import { readFile } from 'node:fs/promises';

/** What a process has taken so far. */
export interface ProcessUsage {
  /** Processor time of all its threads in milliseconds. */
  cpuMs: number;
  /** Peak resident memory in bytes. */
  maxRssBytes: number;
}

/** Ticks of /proc/PID/stat a second: USER_HZ, which is 100 on every Linux that Node runs on (proc(5), sysconf(3)). */
const ticksPerSecond = 100;
const lookEveryMs = 100;

/**
 * Looks at another process again and again, because what it took is gone with it. What it does in its last tenth of a
 * second may be missing. Only Linux tells.
 */
export class ProcessWatch {
  readonly #pid: number;
  readonly #startedAt = performance.now();
  readonly #timer: NodeJS.Timeout;
  #last: { usage: ProcessUsage; afterMs: number } | undefined;

  constructor(pid: number) {
    this.#pid = pid;
    this.#timer = setInterval(() => { void this.#look(); }, lookEveryMs);
  }

  /** Ends the watching: processor time in per cent of one core, and peak memory; undefined where nothing was seen. */
  end(): { cpuPercent: number; maxRssBytes: number } | undefined {
    clearInterval(this.#timer);
    if (this.#last === undefined) return undefined;
    const { usage, afterMs } = this.#last;
    return { cpuPercent: (100 * usage.cpuMs) / afterMs, maxRssBytes: usage.maxRssBytes };
  }

  async #look(): Promise<void> {
    try {
      const afterMs = performance.now() - this.#startedAt;
      const [stat, status] = await Promise.all([readFile(`/proc/${this.#pid}/stat`, 'utf8'), readFile(`/proc/${this.#pid}/status`, 'utf8')]);
      const usage = readUsage(stat, status);
      if (usage !== undefined) this.#last = { usage, afterMs };
    } catch {
      // It has just ended, or this system has no /proc.
    }
  }
}

/** Reads proc(5)'s `stat` (fields 14 and 15) and `status` (VmHWM); undefined when they say nothing, as of a process that has ended. */
export function readUsage(stat: string, status: string): ProcessUsage | undefined {
  // The program's name stands in brackets and may itself hold spaces and brackets.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return Number.isNaN(ticks) || peak === undefined ? undefined : { cpuMs: (ticks / ticksPerSecond) * 1_000, maxRssBytes: Number(peak) * 1_024 };
}
