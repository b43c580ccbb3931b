/** Tests of one lesson that were skipped one after the other, for one reason. */
export interface Skipped {
  reason: string;
  titles: string[];
}

/** What was skipped and is not told yet, by lesson: tests that were skipped for one reason are told in one line. */
export class Skips {
  readonly #byLesson = new Map<string, Skipped>();

  /** Whether a test that is skipped for this reason belongs to those before it. */
  joins(lesson: string, reason: string): boolean {
    return this.#byLesson.get(lesson)?.reason === reason;
  }

  add(lesson: string, title: string, reason: string): void {
    const before = this.#byLesson.get(lesson);
    if (before?.reason === reason) before.titles.push(title);
    else this.#byLesson.set(lesson, { reason, titles: [title] });
  }

  /** Those of a lesson, which count as told from now on; undefined where there are none. */
  taken(lesson: string): Skipped | undefined {
    const skipped = this.#byLesson.get(lesson);
    this.#byLesson.delete(lesson);
    return skipped;
  }
}
