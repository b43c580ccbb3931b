import { askUntil } from '../checks/ask-until.ts';
import type { LogStore } from './log-store.ts';

/** Milliseconds in which something new must come: an exporter that says nothing else tries again after half a minute at the latest. */
const newWithinMs = 30_000;

/** Pause between two questions, milliseconds. */
const pauseMs = 250;

/** What else is done at each look, and how long something new is waited for. */
interface Looking {
  onLook?: () => Promise<unknown>;
  within?: number;
}

/**
 * Asks what keeps the lines until it has `count` different ones of a pod, or until nothing new has come for a while. Nothing can be
 * watched there: its answers are the only sign. Which lines are there then, whoever asks must see.
 */
export async function untilFound(store: LogStore, pod: string, count: number, { onLook, within = newWithinMs }: Looking = {}): Promise<void> {
  let before = -1;
  let since = performance.now();
  const look = async (): Promise<number> => {
    await onLook?.();
    return (await store.count(pod, count)).different;
  };
  const isEnough = (different: number): boolean => {
    if (different !== before) since = performance.now();
    before = different;
    return different >= count || performance.now() - since > within;
  };
  await askUntil(look, isEnough, { pauseMs, withinMs: Number.POSITIVE_INFINITY });
}
