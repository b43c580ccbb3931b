import { readFileSync } from 'node:fs';
import { defined } from '../values/defined.ts';

/** A process, told from a later one that was given the same number. */
export interface ProcessIdentity {
  pid: number;
  /** When it started; absent where the system does not say. */
  bornAt?: string;
}

export function identityOf(pid: number): ProcessIdentity {
  return defined({ pid, bornAt: birthOf(pid) });
}

/** Whether that very process lives. Where its start is not known the number alone decides. */
export function isAlive({ pid, bornAt }: ProcessIdentity): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives and belongs to another user.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  return bornAt === undefined || birthOf(pid) === bornAt;
}

/** In ticks since the machine started: field 22 of proc(5)'s `stat`, counted after the name in brackets. */
function birthOf(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ')[19];
  } catch {
    return undefined;
  }
}
