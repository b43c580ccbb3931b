import os from 'node:os';

/** How much less of a processor than an ordinary process it asks for: a tenth, where both want it. */
const niceness = 10;

/**
 * Lets the cluster of this machine come before the process of a lesson, which waits for it most of the time.
 *
 * Linux divides the processors between what lies in one control group: with all nodes in one group of Docker's and no group
 * for this user, three lessons that load their modules weigh three times as much as the whole cluster, and pods that respond
 * to requests meanwhile stand still for seconds. Root alone: the traffic's driver, which a lesson starts, has to come before
 * everything (see `raisePriority`), and nobody else may raise what was once lowered.
 */
export function letClusterGoFirst(pid: number, { isRoot = process.getuid?.() === 0 } = {}): void {
  if (!isRoot) return;
  try {
    os.setPriority(pid, niceness);
  } catch {
    // It has ended already, which is told elsewhere.
  }
}
