import { inBoardOrder } from './rows.ts';
import type { BoardState } from './page.ts';

/** The board as a table for a spreadsheet: a line for each step of each learner that has begun the lesson (RFC 4180). */
export function boardCsv({ lessons, rows }: BoardState): string {
  const lines = inBoardOrder(rows).flatMap((row) => lessons.flatMap(({ name, steps }) => {
    const cell = row.lessons[name];
    return cell === undefined ? [] : steps.map((title, step) => {
      const first = cell.first?.step === step ? cell.first : undefined;
      return [row.name, name, String(step + 1), title, cell.marks[step] ?? '', cell.solved ? 'solved' : '', first?.expected ?? '', first?.observed ?? '', first?.where ?? ''];
    });
  }));
  return [['learner', 'lesson', 'step', 'title', 'mark', 'solved', 'expected', 'observed', 'where'], ...lines].map((line) => line.map(field).join(',')).join('\r\n') + '\r\n';
}

/** A field in quotes where it needs them; one that a spreadsheet would take for a formula begins with an apostrophe. */
function field(text: string): string {
  const safe = /^[=+@-]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
