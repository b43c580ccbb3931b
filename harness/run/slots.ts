interface Waiting {
  places: number;
  begin: () => void;
}

/** So many at a time, in the order in which they ask. */
export class Slots {
  readonly #count: number;
  #left: number;
  readonly #waiting: Waiting[] = [];

  constructor(count: number) {
    this.#count = count;
    this.#left = count;
  }

  /** Whether somebody waits for a slot. */
  get isAwaited(): boolean {
    return this.#waiting.length > 0;
  }

  /** Takes slots that are free: the returned function gives them back, once. Undefined when there are too few. */
  takeNow(places = 1): (() => void) | undefined {
    const needed = Math.min(places, this.#count);
    if (this.#left < needed) return undefined;
    this.#left -= needed;
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.#left += needed;
      this.#serve();
    };
  }

  /**
   * Resolves with slots as soon as there are enough. Who asks for many is not passed over by those who ask for fewer later.
   *
   * @param places how many, all of them at most
   */
  async take({ first = false, places = 1 } = {}): Promise<() => void> {
    const now = this.isAwaited && !first ? undefined : this.takeNow(places);
    if (now !== undefined) return now;
    return await new Promise<() => void>((resolve) => {
      const waiting: Waiting = { places, begin: () => { resolve(this.takeNow(places) as () => void); } };
      if (first) this.#waiting.unshift(waiting);
      else this.#waiting.push(waiting);
    });
  }

  #serve(): void {
    for (;;) {
      const [next] = this.#waiting;
      if (next === undefined || this.#left < Math.min(next.places, this.#count)) return;
      this.#waiting.shift();
      next.begin();
    }
  }
}
