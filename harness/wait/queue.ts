/** Values from many producers for one consumer, in the order of arrival; a failure comes after what was there before. */
export class Queue<T> {
  readonly #values: T[] = [];
  #failure: { error: unknown } | undefined;
  #wake: (() => void) | undefined;

  /** How many values wait for the consumer. */
  get size(): number {
    return this.#values.length;
  }

  push(value: T): void {
    this.#values.push(value);
    this.#wake?.();
  }

  /** From here on the consumer gets this error once it has taken all values. */
  fail(error: unknown): void {
    this.#failure ??= { error };
    this.#wake?.();
  }

  /** The next value; waits for one. Throws what {@link fail} was given. */
  async next(): Promise<T> {
    for (;;) {
      const [value] = this.#values.splice(0, 1);
      if (value !== undefined) return value;
      if (this.#failure !== undefined) throw this.#failure.error;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
