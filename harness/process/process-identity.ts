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

/** Who started a process: field 4 of proc(5)'s `stat`; undefined where the system does not say. */
export function parentOf(pid: number): number | undefined {
  const parent = statOf(pid)[1];
  return parent === undefined ? undefined : Number(parent);
}

/** In ticks since the machine started: field 22. */
function birthOf(pid: number): string | undefined {
  return statOf(pid)[19];
}

/** The fields of proc(5)'s `stat` behind the name in brackets, which is the second; none where there is no such file. */
function statOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
  } catch {
    return [];
  }
}
