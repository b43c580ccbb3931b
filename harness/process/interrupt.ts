import { texts } from '../text/texts.ts';
import { WordedError } from '../text/worded-error.ts';
import { whenCallerEnds } from './caller.ts';
import { ending, interrupting } from './end-signals.ts';

/**
 * Under `npm test` one Ctrl-C arrives twice: the terminal signals the whole process group, and npm forwards the signal
 * to its script. What comes within this time (milliseconds) is the same Ctrl-C.
 */
const sameInterruptMs = 500;

export interface InterruptOptions {
  /** Called at the first one. */
  onFirst: () => void;
  /** Called at the second one: says what is left and ends the process. */
  onSecond: () => void;
  now?: () => number;
}

/** Ctrl-C and its like, npm's end among them: the first aborts {@link signal}, the second leaves at once. */
export class Interrupt {
  readonly #controller = new AbortController();
  readonly #options: InterruptOptions;
  readonly #now: () => number;
  #first: number | undefined;
  #stopWatching: (() => void) | undefined;
  readonly #listener = (): void => { this.take(); };
  readonly #once = (): void => { if (!this.signal.aborted) this.take(); };

  constructor(options: InterruptOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /** Aborted at the first Ctrl-C. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /**
   * A signal for work that must come to an end either way: aborted `usualMs` from now, or `interruptedMs` after the
   * Ctrl-C, whichever is earlier.
   */
  bound(usualMs: number, interruptedMs: number): AbortSignal {
    const bound = new AbortController();
    const end = (): void => { bound.abort(new DOMException('its time is over', 'TimeoutError')); };
    setTimeout(end, usualMs).unref();
    const hurry = (): void => { setTimeout(end, Math.max(0, (this.#first ?? 0) + interruptedMs - this.#now())).unref(); };
    if (this.signal.aborted) hurry();
    else this.signal.addEventListener('abort', hurry, { once: true });
    return bound.signal;
  }

  listen(): void {
    for (const signal of interrupting) process.on(signal, this.#listener);
    for (const signal of ending) process.on(signal, this.#once);
    this.#stopWatching = whenCallerEnds(this.#once);
  }

  stopListening(): void {
    for (const signal of interrupting) process.off(signal, this.#listener);
    for (const signal of ending) process.off(signal, this.#once);
    this.#stopWatching?.();
  }

  /** One signal has come. */
  take(): void {
    const now = this.#now();
    if (this.#first === undefined) {
      this.#first = now;
      this.#options.onFirst();
      this.#controller.abort(new WordedError(texts.lessonResult.interrupted));
    } else if (now - this.#first >= sameInterruptMs) {
      this.#options.onSecond();
    }
  }
}
