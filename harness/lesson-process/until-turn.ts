import { texts } from '../text/texts.ts';
import type { Turn } from './annotations.ts';
import { tellRunner, type RunnerMessage } from './events.ts';
import { interrupted } from './interruption.ts';

const held = new Set<Turn>();

/**
 * Resolves when this lesson may go on, and until its end no other gets the same turn; at once in a process that no runner
 * started. Throws why the run is to end, or the reason of the signal.
 */
export async function untilTurn(turn: Turn, signal: AbortSignal = interrupted): Promise<void> {
  if (held.has(turn) || process.send === undefined) return;
  const granted = Promise.withResolvers<undefined>();
  const listen = (message: RunnerMessage): void => {
    if (message.type === 'turnGranted') granted.resolve(undefined);
  };
  const end = (): void => { granted.reject(ending.reason as Error); };
  const ending = AbortSignal.any([interrupted, signal]);
  process.on('message', listen);
  ending.addEventListener('abort', end);
  try {
    ending.throwIfAborted();
    await tellRunner({ type: 'step', text: texts.lesson.steps.turn[turn] });
    await tellRunner({ type: 'turnRequested', turn });
    await granted.promise;
    held.add(turn);
  } finally {
    process.off('message', listen);
    ending.removeEventListener('abort', end);
  }
}
