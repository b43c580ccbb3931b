import type { RunError } from '../verdict/results.ts';
import { unwritten } from '../verdict/unwritten.ts';
import { tellRunner } from './events.ts';

const told = new Set<string>();

/**
 * Writes something that only explains a verdict; false when the system does not let it. The runner is told once, and the
 * lesson goes on: what it proves does not hang on the disk.
 */
export function keep(reportDir: string, write: () => void, tell: (error: RunError) => void = (error) => void tellRunner({ type: 'error', error })): boolean {
  try {
    write();
    return true;
  } catch (error) {
    const problem = unwritten(reportDir, error);
    if (!told.has(problem.message)) tell(problem);
    told.add(problem.message);
    return false;
  }
}
