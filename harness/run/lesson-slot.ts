import type { Slots } from './slots.ts';

/** One lesson's slot, or slots, among those that all share: it may be freed while the lesson waits, and taken again. */
export class LessonSlot {
  readonly #slots: Slots;
  readonly #places: number;
  #release: (() => void) | undefined;

  /** @param places how many it takes */
  constructor(slots: Slots, places = 1) {
    this.#slots = slots;
    this.#places = places;
  }

  /** Resolves when the lesson has a slot; `first`: before all others that wait. */
  async take(options: { first?: boolean } = {}): Promise<void> {
    this.#release = await this.#slots.take({ ...options, places: this.#places });
  }

  /** Does nothing when the lesson has none. */
  free(): void {
    this.#release?.();
    this.#release = undefined;
  }
}
