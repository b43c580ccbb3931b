import { styleText } from 'node:util';
import type { LessonEvent } from '../lesson-process/events.ts';
import { explain, type Telling } from './explain.ts';
import type { LessonResult, Results, TestResult } from '../verdict/results.ts';
import { describeTally, lessonStatus, tally } from '../verdict/tally.ts';
import { seconds } from '../text/duration.ts';

/** Where lines go; `process.stdout` is one. */
export interface Output {
  write: (text: string) => unknown;
  isTTY?: boolean;
}

/** What a person sees while a run goes on: one line for each thing that happened, each naming its lesson. */
export class Terminal {
  readonly #output: Output;
  readonly #colours: boolean;
  #width = 0;

  constructor(output: Output, env: NodeJS.ProcessEnv = process.env) {
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

  phase(name: string): void {
    this.say(this.#paint('bold', `▸ ${name}`));
  }

  /** What a phase tells about itself. */
  detail(line: string): void {
    this.say(`  ${line}`);
  }

  phaseEnded(name: string, durationMs: number): void {
    this.say(this.#paint('dim', `  ${name}: ${seconds(durationMs)}`));
  }

  lesson(name: string, event: LessonEvent | { type: 'closed'; outcome: LessonResult }): void {
    const lead = `  ${name.padEnd(this.#width)}  `;
    if (event.type === 'ended') {
      this.say(`${lead}${this.#verdict(event.test)}`);
      for (const { summary } of event.test.plots ?? []) this.say(`${lead}  ${summary}`);
    }
    if (event.type === 'closed') this.say(this.#paint(lessonStatus(event.outcome) === 'failed' ? 'red' : 'dim', `${lead}${describeTally(tally([event.outcome]))} in ${seconds(event.outcome.durationMs)}`));
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
    const measures = Object.entries(test.measures ?? {}).map(([name, value]) => `${name} ${value}`).join(', ');
    const numbers = measures === '' ? '' : this.#paint('dim', ` (${measures})`);
    switch (test.status) {
      case 'passed': return `${this.#paint('green', '✔')} ${test.title} ${this.#paint('dim', seconds(test.durationMs))}${numbers}`;
      case 'failed': return `${this.#paint('red', '✘')} ${test.title} ${seconds(test.durationMs)}${numbers}`;
      case 'skipped': return this.#paint('dim', `- ${test.title}: ${test.reason ?? ''}`);
      case 'invalid': return `${this.#paint('yellow', '?')} ${test.title}: invalid: ${test.reason ?? ''}`;
    }
  }

  #paint(style: 'bold' | 'dim' | 'green' | 'red' | 'yellow', text: string): string {
    return this.#colours ? styleText(style, text, { validateStream: false }) : text;
  }
}
