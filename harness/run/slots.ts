/** So many at a time, in the order in which they ask. */
export class Slots {
  #left: number;
  readonly #waiting: (() => void)[] = [];

  constructor(count: number) {
    this.#left = count;
  }

  /** Whether somebody waits for a slot. */
  get isAwaited(): boolean {
    return this.#waiting.length > 0;
  }

  /** Takes a slot that is free: the returned function gives it back, once. Undefined when there is none. */
  takeNow(): (() => void) | undefined {
    if (this.#left === 0) return undefined;
    this.#left -= 1;
    return this.#held();
  }

  /** Resolves with a slot as soon as there is one. */
  async take({ first = false } = {}): Promise<() => void> {
    const now = this.takeNow();
    if (now !== undefined) return now;
    await new Promise<void>((resolve) => {
      if (first) this.#waiting.unshift(resolve);
      else this.#waiting.push(resolve);
    });
    return this.#held();
  }

  #held(): () => void {
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      const next = this.#waiting.shift();
      if (next === undefined) this.#left += 1;
      else next();
    };
  }
}
