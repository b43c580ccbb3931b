/** What became of a try: the failure came, it did not, or something else prevented both. */
export type Outcome = 'fails' | 'passes' | 'unclear';

export interface DdminOptions {
  /** At most so many tries. */
  most: number;
  /** Tries side by side. */
  jobs: number;
}

/** A set that is known to fail. */
export interface Minimal<T> {
  items: readonly T[];
  /** No part of it that is smaller by one fails. False: there were no tries left to know. */
  isMinimal: boolean;
  tries: number;
}

type RunSets<T> = (sets: readonly (readonly T[])[]) => Promise<readonly Outcome[]>;

/**
 * Tries sets of items, each set once, side by side, and at most so many. Sets are told apart by the positions of their items.
 */
export class Tries<T> {
  readonly #all: readonly T[];
  readonly #run: RunSets<T>;
  readonly #options: DdminOptions;
  readonly #known = new Map<string, Outcome>();
  #made = 0;

  /** @param run tries sets side by side; at most as many as there are jobs */
  constructor(all: readonly T[], run: RunSets<T>, options: DdminOptions) {
    this.#all = all;
    this.#run = run;
    this.#options = options;
  }

  get made(): number {
    return this.#made;
  }

  /** Whether another set can be tried. */
  get left(): boolean {
    return this.#made < this.#options.most;
  }

  /** What is known of a set; undefined: it has not been tried. */
  known(items: readonly T[]): Outcome | undefined {
    return this.#known.get(this.#key(items));
  }

  /** Notes what is known of a set without a try. */
  note(items: readonly T[], outcome: Outcome): void {
    this.#known.set(this.#key(items), outcome);
  }

  /**
   * Tries sets as long as tries are left, and as long as `goOn` says so of what is known; in order, some side by side.
   *
   * @param next sets that are likely to be asked for afterwards: they are tried where there is room beside the last ones
   */
  async tryAll(sets: readonly (readonly T[])[], goOn: () => boolean = () => true, next: readonly (readonly T[])[] = []): Promise<void> {
    const waiting = this.#untried(sets);
    const { jobs, most } = this.#options;
    while (waiting.length > 0 && goOn()) {
      const room = Math.min(jobs, most - this.#made);
      const asked = waiting.splice(0, room);
      if (asked.length === 0) return;
      const batch = this.#untried([...asked, ...next]).slice(0, room);
      this.#made += batch.length;
      const outcomes = await this.#run(batch);
      batch.forEach((set, index) => this.#known.set(this.#key(set), outcomes[index] ?? 'unclear'));
    }
  }

  /** Each once. */
  #untried(sets: readonly (readonly T[])[]): (readonly T[])[] {
    return [...new Map(sets.map((set) => [this.#key(set), set] as const)).values()].filter((set) => this.known(set) === undefined);
  }

  #key(items: readonly T[]): string {
    return items.map((item) => this.#all.indexOf(item)).sort((a, b) => a - b).join(',');
  }
}

/**
 * A smallest set of items that still fails: ddmin of Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", IEEE
 * Transactions on Software Engineering 28(2), 2002. Parts that fail replace the whole, then what is left without a part, then the parts get
 * smaller. Before that the first items are tried by themselves: in an order of suspicion they mostly are the cause.
 *
 * @param all a set that is known to fail, the most suspicious first; the empty set is known to pass
 * @param first so many are tried by themselves before anything else
 */
export async function ddmin<T>(all: readonly T[], tries: Tries<T>, first = 2): Promise<Minimal<T>> {
  const singles = all.slice(0, first).map((item) => [item]);
  const failing = async (sets: readonly (readonly T[])[], next: readonly (readonly T[])[] = []): Promise<readonly T[] | undefined> => {
    const found = (): readonly T[] | undefined => sets.find((set) => tries.known(set) === 'fails');
    await tries.tryAll(sets, () => found() === undefined, next);
    return found();
  };
  const without = (sets: readonly (readonly T[])[]): (readonly T[])[] => sets.map((each) => items.filter((item) => !each.includes(item)));
  let items = all;
  let parts = 2;
  const single = all.length > 1 ? await failing(singles) : undefined;
  if (single !== undefined) return { items: single, isMinimal: true, tries: tries.made };
  while (items.length > 1) {
    const subsets = divide(items, parts);
    const smaller = divide(items, Math.min(items.length, parts * 2));
    const ahead = [...without(subsets), ...smaller, ...without(smaller)];
    const subset = await failing(subsets, ahead);
    const complement = subset ?? (parts > 2 ? await failing(without(subsets), ahead) : undefined);
    if (subset !== undefined) [items, parts] = [subset, 2];
    else if (complement !== undefined) [items, parts] = [complement, Math.max(parts - 1, 2)];
    else if (parts < items.length && tries.left) parts = Math.min(items.length, parts * 2);
    else break;
  }
  const smaller = items.length === 1 ? [] : items.map((each) => items.filter((item) => item !== each));
  return { items, isMinimal: smaller.every((set) => tries.known(set) !== undefined), tries: tries.made };
}

/** A list in so many parts of nearly the same length, in order. */
function divide<T>(items: readonly T[], parts: number): T[][] {
  return Array.from({ length: parts }, (_, index) => items.slice(Math.floor((index * items.length) / parts), Math.floor(((index + 1) * items.length) / parts))).filter((part) => part.length > 0);
}
