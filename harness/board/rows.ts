import { isDeepStrictEqual } from 'node:util';
import type { Language } from '../text/language.ts';
import { failureIn } from '../report/in-language.ts';
import { hideSecretsIn } from '../secrets/known-secrets.ts';
import type { Mark, StepVerdict } from './judge.ts';

/** One lesson of one learner, as the page shows it. */
export interface BoardCell {
  /** A mark for each step of the lesson. */
  marks: Mark[];
  /** Something of it was put there by `npm run solve`. */
  solved: boolean;
  /** The first step that is not right yet, and what is wrong. */
  first?: { step: number; expected: string; observed: string; where: string; hint: string };
}

/** One learner. */
export interface BoardRow {
  name: string;
  /** Milliseconds since the epoch: since when the first ✗ has been the same; absent: there is none. */
  stuckSince?: number;
  /** By lesson; a lesson of which nothing is there is absent. */
  lessons: Record<string, BoardCell>;
}

/** The learners of a room and how far they are. Marks stay until they are judged anew. */
export class Rows {
  readonly #rows = new Map<string, BoardRow>();
  readonly #stuckAt = new Map<string, string>();
  readonly #language: Language;
  readonly #now: () => number;

  constructor(language: Language, now: () => number = Date.now) {
    this.#language = language;
    this.#now = now;
  }

  get all(): BoardRow[] {
    return [...this.#rows.values()];
  }

  row(name: string): BoardRow | undefined {
    return this.#rows.get(name);
  }

  add(name: string): void {
    if (!this.#rows.has(name)) this.#rows.set(name, { name, lessons: {} });
  }

  remove(name: string): void {
    this.#rows.delete(name);
    this.#stuckAt.delete(name);
  }

  /** Nothing of the lesson is there any more. Returns whether that is new. */
  clear(name: string, lesson: string): boolean {
    const row = this.#rows.get(name);
    if (row?.lessons[lesson] === undefined) return false;
    Reflect.deleteProperty(row.lessons, lesson);
    this.#noteStuck(row);
    return true;
  }

  /** Something of the lesson is there, so many steps. Returns whether that is new. */
  begin(name: string, lesson: string, steps: number, solved: boolean): boolean {
    const row = this.#rows.get(name);
    if (row === undefined) return false;
    const known = row.lessons[lesson];
    row.lessons[lesson] = { ...known, marks: known?.marks ?? new Array<Mark>(steps).fill('–'), solved };
    return known?.solved !== solved;
  }

  /** Takes in a verdict; returns whether the row has changed. */
  take(name: string, lesson: string, step: number, { mark, failure }: StepVerdict): boolean {
    const row = this.#rows.get(name);
    const before = row?.lessons[lesson];
    if (row === undefined || before === undefined) return false;
    const marks = before.marks.with(step, mark);
    const cell: BoardCell = { marks, solved: before.solved };
    const first = marks.indexOf('✗');
    if (first === step && failure !== undefined) {
      const { expected, observed, object, field, hint } = hideSecretsIn(failureIn(failure, this.#language));
      cell.first = { step, expected, observed, where: field === undefined ? object : `${object} ${field}`, hint };
    } else if (first >= 0 && before.first?.step === first) {
      cell.first = before.first;
    }
    row.lessons[lesson] = cell;
    this.#noteStuck(row);
    return !isDeepStrictEqual(before, cell);
  }

  #noteStuck(row: BoardRow): void {
    const [lesson, cell] = Object.entries(row.lessons).toSorted(([a], [b]) => a.localeCompare(b)).find(([, { marks }]) => marks.includes('✗')) ?? [];
    const at = cell === undefined ? undefined : `${lesson ?? ''} ${cell.marks.indexOf('✗')}`;
    if (at === this.#stuckAt.get(row.name)) return;
    if (at === undefined) {
      this.#stuckAt.delete(row.name);
      delete row.stuckSince;
    } else {
      this.#stuckAt.set(row.name, at);
      row.stuckSince = this.#now();
    }
  }
}

/** The order of the page: who is stuck longest, then who is on the way, then who has all, then who has not begun. */
export function inBoardOrder(rows: readonly BoardRow[]): BoardRow[] {
  return rows.toSorted((a, b) => rank(a) - rank(b) || (a.stuckSince ?? 0) - (b.stuckSince ?? 0) || a.name.localeCompare(b.name, 'en', { numeric: true }));
}

function rank({ stuckSince, lessons }: BoardRow): number {
  const marks = Object.values(lessons).flatMap((cell) => cell.marks);
  if (stuckSince !== undefined) return 0;
  if (marks.length === 0) return 3;
  return marks.includes('–') ? 1 : 2;
}
