/** Who is judged first after a change, and who waits for that: what a person has just changed is what they want to hear about. */
export class Turns<Judged> {
  #first = new Set<Judged>();
  readonly #waiting = new Set<Judged>();

  /** These are judged now, and the others after them. */
  give(first: readonly Judged[], others: readonly Judged[]): void {
    this.#first = new Set(first);
    for (const each of others) this.#waiting.add(each);
    for (const each of first) this.#waiting.delete(each);
  }

  /** Whether one waits for its turn. */
  waits(one: Judged): boolean {
    return this.#waiting.has(one);
  }

  /** One is judged now, whether it waited or not. */
  begin(one: Judged): void {
    this.#waiting.delete(one);
  }

  /** One has been judged. Returns those whose turn it is now: all that wait, when the last of the first has ended. */
  end(one: Judged): Judged[] {
    return this.#first.delete(one) && this.#first.size === 0 ? this.release() : [];
  }

  /** Returns all that wait, and lets them wait no longer. */
  release(): Judged[] {
    const all = [...this.#waiting];
    this.#waiting.clear();
    return all;
  }
}
