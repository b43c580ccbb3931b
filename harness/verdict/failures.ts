import { texts } from '../text/texts.ts';
import { flattened, LessonFailure } from './lesson-failure.ts';

const t = texts.reading.rest;

/** Failures that are told beside the first; a page of more would be read by nobody, and each costs time to be written. */
const mostOthers = 200;

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
    const all = [...(first.failure.others ?? []), ...others.flatMap(({ failure }) => withOthers(failure))];
    if (all.length > 0) first.failure.others = all.slice(0, mostOthers);
    const left = all.length - mostOthers;
    if (left > 0) first.failure.others?.push(flattened({ expected: t.expected, observed: t.more(left), object: first.failure.object, elapsedMs: 0, hint: t.hint }));
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
