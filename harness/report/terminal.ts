import { styleText } from 'node:util';
import type { LessonEvent } from '../lesson-process/events.ts';
import { explain, type Telling } from './explain.ts';
import type { LessonResult, PhaseName, Results, TestResult } from '../verdict/results.ts';
import { lessonStatus, tally } from '../verdict/tally.ts';
import { seconds } from '../text/duration.ts';
import type { Language, Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { testIn } from './in-language.ts';

const t = texts.report;

/** Where lines go; `process.stdout` is one. */
export interface Output {
  write: (text: string) => unknown;
  isTTY?: boolean;
}

export interface TerminalOptions {
  /** Of the reader. */
  language?: Language;
  env?: NodeJS.ProcessEnv;
}

/** What a person sees while a run goes on: one line for each thing that happened, each naming its lesson. */
export class Terminal {
  readonly #output: Output;
  readonly #colours: boolean;
  readonly #language: Language;
  #width = 0;

  constructor(output: Output, { language = 'en', env = process.env }: TerminalOptions = {}) {
    this.#language = language;
    this.#output = output;
    this.#colours = output.isTTY === true && (env['NO_COLOR'] ?? '') === '';
  }

  /** Names of the lessons to come, so that what they say lines up. */
  expect(lessons: readonly string[]): void {
    this.#width = Math.max(0, ...lessons.map((name) => name.length));
  }

  say(line: string): void {
    this.#output.write(`${line}\n`);
  }

  /** The same as {@link say}, in the reader's language. */
  tell(text: Text): void {
    this.say(text[this.#language]);
  }

  phase(name: PhaseName): void {
    this.say(this.#paint('bold', `▸ ${t.phases[name][this.#language]}`));
  }

  /** What a phase tells about itself. */
  detail(line: string): void {
    this.say(`  ${line}`);
  }

  phaseEnded(name: PhaseName, durationMs: number): void {
    this.say(this.#paint('dim', `  ${t.phases[name][this.#language]}: ${seconds(durationMs)}`));
  }

  lesson(name: string, event: LessonEvent | { type: 'closed'; outcome: LessonResult }): void {
    const lead = `  ${name.padEnd(this.#width)}  `;
    if (event.type === 'ended') {
      this.say(`${lead}${this.#verdict(testIn(event.test, this.#language))}`);
      for (const { summary } of testIn(event.test, this.#language).plots ?? []) this.say(`${lead}  ${summary}`);
    }
    if (event.type === 'closed') this.say(this.#paint(lessonStatus(event.outcome) === 'failed' ? 'red' : 'dim', `${lead}${t.inTime(t.tally(tally([event.outcome])), seconds(event.outcome.durationMs))[this.#language]}`));
  }

  /** The end: failures explained, and the sum. */
  conclude(results: Results, telling: Telling): void {
    const bad = results.exitCode !== 0;
    const lines = explain(results, telling);
    for (const [index, line] of lines.entries()) {
      const heading = line.startsWith('✘') || index === lines.length - 1;
      this.say(heading ? this.#paint(bad ? 'red' : 'green', line) : line);
    }
  }

  #verdict(test: TestResult): string {
    switch (test.status) {
      case 'passed': return `${this.#paint('green', '✔')} ${test.title} ${this.#paint('dim', seconds(test.durationMs))}`;
      case 'failed': return `${this.#paint('red', '✘')} ${test.title} ${seconds(test.durationMs)}`;
      case 'skipped': return this.#paint('dim', `- ${test.title}: ${test.reason ?? ''}`);
      case 'invalid': return `${this.#paint('yellow', '?')} ${test.title}: ${t.invalid(test.reason ?? '')[this.#language]}`;
    }
  }

  #paint(style: 'bold' | 'dim' | 'green' | 'red' | 'yellow', text: string): string {
    return this.#colours ? styleText(style, text, { validateStream: false }) : text;
  }
}
