import type { Container } from '../../harness/lesson/given.ts';
import { t } from './texts.ts';

/** What the kernel keeps about the processes of a container, whichever version of control groups the node has. */
export interface Cgroup {
  version: 1 | 2;
  /** Bytes; Infinity without a limit. */
  memoryLimit: number;
  /** CPUs, such as 0.2; Infinity without a limit. */
  cpuLimit: number;
  /** Its share against others where CPU is scarce: `cpu.shares` (v1) or `cpu.weight` (v2). */
  weight: number;
}

/** Files of control groups, below /sys/fs/cgroup (cgroup-v1/memory.rst, sched-bwc.rst and cgroup-v2.rst of the kernel). */
const files = {
  1: { memory: 'memory/memory.limit_in_bytes', quota: 'cpu/cpu.cfs_quota_us', period: 'cpu/cpu.cfs_period_us', weight: 'cpu/cpu.shares' },
  2: { memory: 'memory.max', max: 'cpu.max', weight: 'cpu.weight' },
} as const;

/** Without a limit version 1 says the largest number of bytes in whole pages. */
const unlimitedBytes = 2 ** 62;

/** Prints the files, those of version 2 where the node has it, each on a line behind its name. */
const script = `cd /sys/fs/cgroup
if [ -f cgroup.controllers ]; then set -- ${Object.values(files[2]).join(' ')}; else set -- ${Object.values(files[1]).join(' ')}; fi
for file; do echo "$file $(cat "$file")"; done`;

/** Reads what the kernel keeps about a container, from inside it. */
export async function cgroupOf(container: Container): Promise<Cgroup> {
  const { stdout } = await container.exec(['sh', '-c', script], { purpose: t.readCgroup });
  return parseCgroup(stdout);
}

/** Understands lines such as `cpu.max 20000 100000`. */
export function parseCgroup(text: string): Cgroup {
  const found = new Map(text.split('\n').map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1).trim()]));
  const number = (file: string): number => Number(found.get(file) ?? NaN);
  if (found.has(files[2].memory)) {
    const [quota, period] = (found.get(files[2].max) ?? '').split(' ');
    return { version: 2, memoryLimit: numberOrMax(found.get(files[2].memory)), cpuLimit: numberOrMax(quota) / Number(period), weight: number(files[2].weight) };
  }
  const [bytes, quota] = [number(files[1].memory), number(files[1].quota)];
  return { version: 1, memoryLimit: bytes >= unlimitedBytes ? Infinity : bytes, cpuLimit: quota < 0 ? Infinity : quota / number(files[1].period), weight: number(files[1].weight) };
}

/** The largest page of memory that Linux has on usual machines: 64 KiB (arm64). */
const page = 2 ** 16;

/** Whether the kernel has this limit in bytes because of that which was written: it rounds to whole pages. */
export function isLimitOf(written: number, bytes: number): boolean {
  return bytes <= written && written - bytes < page;
}

function numberOrMax(text: string | undefined): number {
  return text === 'max' ? Infinity : Number(text ?? NaN);
}
