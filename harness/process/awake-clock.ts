/** How often it is looked, and how much of the time between two looks counts at most, in milliseconds. */
const usual = { everyMs: 500, mostMs: 1_000 };

/** A clock that runs while this process can act. */
export interface AwakeClock {
  /** Milliseconds since it was started. */
  now: () => number;
  stop: () => void;
}

/**
 * Starts a clock by which others are judged that do not answer in time: while a machine has no processor for this process, or a call keeps
 * its event loop, answers that have come are not read. Such a pause counts as a second.
 */
export function startAwakeClock({ everyMs, mostMs }: { everyMs: number; mostMs: number } = usual): AwakeClock {
  let counted = 0;
  let lookedAt = performance.now();
  const look = (): number => {
    const now = performance.now();
    counted += Math.min(now - lookedAt, mostMs);
    lookedAt = now;
    return counted;
  };
  const timer = setInterval(look, everyMs).unref();
  return { now: look, stop: () => { clearInterval(timer); } };
}
