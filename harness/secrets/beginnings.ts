/** Values up to which it is quicker to look for each than to look at each place of a text. */
const few = 200;

/** Many values, by how they begin: which of them a text may hold is asked once for all. */
export class Beginnings {
  readonly #values: readonly string[];
  readonly #letters: number;
  readonly #places = new Map<string, number[]>();

  /** @param letters of a value that are looked at; each has as many */
  constructor(values: readonly string[], letters: number) {
    this.#values = values;
    this.#letters = letters;
    if (values.length <= few) return;
    for (const [place, value] of values.entries()) {
      const start = value.slice(0, letters);
      const places = this.#places.get(start);
      if (places === undefined) this.#places.set(start, [place]);
      else places.push(place);
    }
  }

  /** Those whose beginning the text holds, in their order; of a few values all. */
  in(text: string): readonly string[] {
    if (this.#places.size === 0) return this.#values;
    const starts = new Set<string>();
    for (let at = 0; at + this.#letters <= text.length; at += 1) {
      const start = text.slice(at, at + this.#letters);
      if (this.#places.has(start)) starts.add(start);
    }
    return [...starts].flatMap((start) => this.#places.get(start) ?? []).toSorted((a, b) => a - b).map((place) => this.#values[place] ?? '');
  }
}
