import type { LogLine } from '../access/log-line.ts';
import { failureAbout } from './blame.ts';
import type { Blame, Teller } from './blame.ts';
import { show } from '../text/show.ts';

/** Lines shown before and after an offending one. */
const neighbours = 2;

/** Expectations about the lines of a stream. Each names the first offending line, its number and its neighbours. */
export class LinesExpectation {
  readonly #teller: Teller;
  readonly #lines: readonly LogLine[];
  readonly #blame: Blame;

  constructor(teller: Teller, lines: readonly LogLine[], blame: Blame) {
    this.#teller = teller;
    this.#lines = lines;
    this.#blame = blame;
  }

  /** Every line has this form. */
  each(pattern: RegExp, described: string): this {
    const index = this.#lines.findIndex((line) => !pattern.test(line.text));
    if (index !== -1) this.#fail(`each line like \`${described}\``, this.#around(index));
    return this;
  }

  /** The numbers in the lines go up by one from `first`: no gap, no duplicate, in order. */
  countUpFrom(first: number, numberOf: (line: string) => number): this {
    const index = this.#lines.findIndex((line, position) => numberOf(line.text) !== first + position);
    if (index === -1) return this;
    const found = numberOf(this.#lines[index]?.text ?? '');
    const what = Number.isNaN(found) ? 'no number' : `number ${found}`;
    return this.#fail(`lines counted up from ${first} without a gap: number ${first + index} in line ${index + 1}`, `${what} in ${this.#around(index)}`);
  }

  /** No line is also in another stream. */
  shareNoneWith(others: readonly LogLine[], whose: string): this {
    const texts = new Set(others.map((line) => line.text));
    const index = this.#lines.findIndex((line) => texts.has(line.text));
    if (index !== -1) this.#fail(`no line that is also in the stream of ${whose}`, this.#around(index));
    return this;
  }

  toBeEmpty(): this {
    if (this.#lines.length > 0) this.#fail('an empty stream', `${this.#lines.length} lines, ${this.#around(0)}`);
    return this;
  }

  atLeast(count: number): this {
    if (this.#lines.length < count) this.#fail(`at least ${count} lines`, `${this.#lines.length} lines`);
    return this;
  }

  /** The stream begins with exactly these texts. */
  startWith(lines: readonly LogLine[], described: string): this {
    const index = lines.findIndex((line, position) => this.#lines[position]?.text !== line.text);
    if (index === -1) return this;
    return this.#fail(`${described}: ${show(lines[index]?.text)} in line ${index + 1}`, this.#around(index));
  }

  #around(index: number): string {
    const line = this.#lines[index];
    if (line === undefined) return `no line ${index + 1} (there are ${this.#lines.length})`;
    const nearby = this.#lines.slice(Math.max(0, index - neighbours), index + neighbours + 1).map((each) => each.text);
    return `line ${index + 1}: ${show(line.text)} (near it: ${nearby.map((text) => show(text)).join(', ')})`;
  }

  #fail(expected: string, observed: string): never {
    throw failureAbout(this.#teller, this.#blame, { expected, observed });
  }
}
