import { missingRight } from '../cluster/require-rights.ts';
import type { Session } from './session.ts';

/** Ends the lesson, as the environment's fault, where what was refused is a right that the run needs and has lost. */
export function loseWithoutRight({ running }: Pick<Session, 'running'>): (error: unknown) => void {
  return (error) => {
    const lacking = missingRight(error);
    if (lacking !== undefined) running.lose(lacking);
  };
}
