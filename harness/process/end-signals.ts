import { constants } from 'node:os';

/** The signals by which people, terminals and systems end a run; the same again is taken for "at once". */
export const interrupting: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'];

/**
 * Signals that nobody sends to a run on purpose, but a timer, a limit of CPU time (each second anew), or a tool that means another
 * program: they would end the process with nothing cleaned up. Left out are those that node itself uses (SIGUSR1 starts its
 * debugger, SIGPROF its profiler), and those after which a program cannot go on.
 */
const others: readonly NodeJS.Signals[] = ['SIGALRM', 'SIGVTALRM', 'SIGXCPU', 'SIGUSR2', 'SIGIO', 'SIGPWR', 'SIGSTKFLT'];

/** Those of them that this system has. */
export const ending: readonly NodeJS.Signals[] = others.filter((signal) => signal in constants.signals);
