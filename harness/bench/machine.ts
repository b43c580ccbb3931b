import { cpus, loadavg, release, totalmem, type CpuInfo } from 'node:os';

/** The machine that the numbers were measured on. */
export interface Machine {
  processor: string;
  cores: number;
  memoryBytes: number;
  system: string;
}

export function thisMachine(): Machine {
  const cores = cpus();
  return { processor: cores[0]?.model.trim() ?? 'unknown', cores: cores.length, memoryBytes: totalmem(), system: `${process.platform} ${release()}` };
}

/** Load average of the last minute. */
export function load(): number {
  return Math.round((loadavg()[0] ?? 0) * 100) / 100;
}

type Times = Pick<CpuInfo, 'times'>;

/** Runs something and tells how busy all cores were meanwhile, in per cent. */
export async function whileWatchingCores<T>(work: () => Promise<T>): Promise<{ result: T; busyPercent: number }> {
  const before = cpus();
  const result = await work();
  return { result, busyPercent: busyPercent(before, cpus()) };
}

/** The share of time that was not idle between two looks at the cores; 0 when no time passed. */
export function busyPercent(before: readonly Times[], after: readonly Times[]): number {
  const total = sum(after, all) - sum(before, all);
  const idle = sum(after, ({ times }) => times.idle) - sum(before, ({ times }) => times.idle);
  return total <= 0 ? 0 : (100 * (total - idle)) / total;
}

function all({ times }: Times): number {
  return times.user + times.nice + times.sys + times.idle + times.irq;
}

function sum(cores: readonly Times[], of: (core: Times) => number): number {
  return cores.reduce((total, core) => total + of(core), 0);
}
