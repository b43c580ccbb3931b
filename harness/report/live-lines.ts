import stringWidth from 'string-width';
import type { Output } from './output.ts';

/** Lines at the end of a terminal that are drawn again in place, below what has been said. */
export class LiveLines {
  readonly #output: Output;
  #lines: readonly string[] = [];

  constructor(output: Output) {
    this.#output = output;
  }

  /** Says something above them. */
  say(text: string): void {
    this.#output.write(`${this.#erase()}${text}\n${draw(this.#lines)}`);
  }

  /** Draws these in place of those before; none takes them away. A line that is wider than the terminal takes several of its rows. */
  show(lines: readonly string[]): void {
    if (lines.length === this.#lines.length && lines.every((line, index) => line === this.#lines[index])) return;
    const erase = this.#erase();
    this.#lines = lines;
    this.#output.write(`${erase}${draw(lines)}`);
  }

  /** Up to the first of them, and away with all that follows (ECMA-48: CUU, ED). */
  #erase(): string {
    return this.#lines.length === 0 ? '' : `\u001b[${rowsOf(this.#lines, this.#output.columns)}A\r\u001b[J`;
  }
}

function draw(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

/** How many rows of a terminal these lines take. */
export function rowsOf(lines: readonly string[], columns = Infinity): number {
  return lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(stringWidth(line) / columns)), 0);
}
