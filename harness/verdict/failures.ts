import { LessonFailure } from './lesson-failure.ts';

/** Failures that were found in one look: a reader wants to hear of all of them, not of one a run. Other errors pass as they are. */
export class Failures {
  readonly #seen: LessonFailure[] = [];

  /** What was found so far. */
  get seen(): readonly LessonFailure[] {
    return this.#seen;
  }

  add(...failures: readonly LessonFailure[]): void {
    this.#seen.push(...failures);
  }

  /** Goes on where this fails; undefined then. */
  try<T>(act: () => T): T | undefined {
    try {
      return act();
    } catch (error) {
      this.#note(error);
      return undefined;
    }
  }

  /** The same for what takes time. */
  async tryAsync<T>(act: () => Promise<T>): Promise<T | undefined> {
    try {
      return await act();
    } catch (error) {
      this.#note(error);
      return undefined;
    }
  }

  /** @throws LessonFailure the first, which carries the others, when there is one */
  throwIfAny(): void {
    const [first, ...others] = this.#seen;
    if (first === undefined) return;
    if (others.length > 0) first.failure.others = [...(first.failure.others ?? []), ...others.flatMap(({ failure }) => withOthers(failure))];
    throw first;
  }

  #note(error: unknown): void {
    if (!(error instanceof LessonFailure)) throw error;
    this.#seen.push(error);
  }
}

/** A failure, and those that it carries, each alone. */
function withOthers({ others = [], ...alone }: LessonFailure['failure']): LessonFailure['failure'][] {
  return [alone, ...others];
}
