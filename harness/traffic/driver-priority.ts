import os from 'node:os';
import { runCommand } from '../process/run-command.ts';

/** How the driver is scheduled: `real-time` and `raised` are root's to give. */
export type DriverPriority = 'real-time' | 'raised' | 'normal';

/**
 * Lets a process come before others, as far as this user may: a client that waits for a processor would measure its own
 * delay.
 *
 * On 2 cores kept busy by a compiler, 400 timers a second ran late by 10 to 30 ms at the 99th percentile whatever the
 * niceness was (Linux 6.18 without kernel preemption), and by 1 to 3 ms in the round-robin real-time class. The driver needs
 * a quarter of one core, and the kernel keeps 5 % from real-time processes, so nothing else starves.
 */
export async function raisePriority(pid: number, { isRoot = process.getuid?.() === 0 } = {}): Promise<DriverPriority> {
  if (!isRoot) return 'normal';
  try {
    await runCommand('chrt', ['--rr', '--pid', '1', String(pid)], { deadlineMs: 2_000 });
    return 'real-time';
  } catch {
    // No chrt here, or a control group without real-time share.
  }
  try {
    os.setPriority(pid, -10);
    return 'raised';
  } catch {
    // Refused, as in a container without the capability: the measured slip says whether the share was enough.
    return 'normal';
  }
}
