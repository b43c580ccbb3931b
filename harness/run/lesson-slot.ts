import type { Slots } from './slots.ts';

/** One lesson's slot among those that all share: it may be freed while the lesson waits, and taken again. */
export class LessonSlot {
  readonly #slots: Slots;
  #release: (() => void) | undefined;

  constructor(slots: Slots) {
    this.#slots = slots;
  }

  /** Resolves when the lesson has a slot; `first`: before all others that wait. */
  async take(options: { first?: boolean } = {}): Promise<void> {
    this.#release = await this.#slots.take(options);
  }

  /** Does nothing when the lesson has none. */
  free(): void {
    this.#release?.();
    this.#release = undefined;
  }
}
