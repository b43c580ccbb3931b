import { styleText } from 'node:util';
import stringWidth from 'string-width';
import { seconds, secondsSoFar } from '../text/duration.ts';
import type { Language, Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { hideSecrets } from '../secrets/known-secrets.ts';
import { visible } from '../text/visible.ts';
import { shownStatus, type Level } from '../verdict/level.ts';
import type { LessonResult, PhaseName, Results, TestResult } from '../verdict/results.ts';
import { lessonStatus } from '../verdict/tally.ts';
import { explain, signs, styles, tallyText, type Style, type Telling } from './explain.ts';
import { testIn } from './in-language.ts';
import type { Output } from './output.ts';
import { LiveLines } from './live-lines.ts';
import { Progress, type LessonNews } from './progress.ts';
import { Skips } from './skips.ts';
import { steps } from './verify.ts';
import { cut, hang } from './wrap.ts';

const t = texts.report;

export interface TerminalOptions {
  /** Of the reader. */
  language?: Language;
  env?: NodeJS.ProcessEnv;
  clock?: Clock;
}

/** The time, so that tests can make it. */
export interface Clock {
  now: () => number;
  /** Calls again and again, every so many milliseconds; the returned function ends it. */
  every: (ms: number, act: () => void) => () => void;
}

const systemClock: Clock = {
  now: Date.now,
  every: (ms, act) => {
    const timer = setInterval(act, ms).unref();
    return () => { clearInterval(timer); };
  },
};

/** Columns of a terminal that does not say how many it has. */
const usualColumns = 80;
/** Rows of one that does not say that. */
const usualRows = 24;
/** Milliseconds of a test, from which on they are told: 0.1 s. */
const leastToldMs = 50;
/** Milliseconds between two looks at what is going on. */
const everyMs = { terminal: 250, log: 1_000 };

/** FORCE_COLOR decides where it is set, as for Node.js itself; else NO_COLOR (https://no-color.org) and whether it is a terminal. */
function coloured({ isTTY }: Output, env: NodeJS.ProcessEnv): boolean {
  const forced = env['FORCE_COLOR'] ?? '';
  return forced === '' ? isTTY === true && (env['NO_COLOR'] ?? '') === '' : !['0', 'false'].includes(forced);
}

/**
 * What a person sees while a run goes on: one line for each thing that happened, each naming its lesson. A terminal shows
 * below them what is going on now; a log, which cannot be drawn again, is told of it from time to time.
 */
export class Terminal {
  readonly #output: Output;
  readonly #language: Language;
  readonly #colours: boolean;
  readonly #clock: Clock;
  readonly #live: LiveLines;
  readonly #progress = new Progress();
  readonly #ended = new Set<string>();
  readonly #skips = new Skips();
  readonly #notes = new Set<string>();
  /** Each lesson's tests are told as a list, when it is over. */
  #steps = false;
  #stopClock: (() => void) | undefined;
  #width = 0;
  #level: Level = 'production';
  /** What the mark of production means has been said. */
  #explainedMark = false;
  /** The phase that goes on, where nothing else may draw, and since when. */
  #phase: { name: PhaseName; since: number } | undefined;

  constructor(output: Output, { language = 'en', env = process.env, clock = systemClock }: TerminalOptions = {}) {
    this.#output = output;
    this.#language = language;
    this.#clock = clock;
    this.#colours = coloured(output, env);
    this.#live = new LiveLines(output);
  }

  /**
   * Names of the lessons to come, so that what they say lines up, and which tests decide. `steps`: each lesson is told as the list
   * of its tests, when it is over, and nothing of what surrounds them.
   */
  expect(lessons: readonly string[], level: Level = 'production', { steps = false } = {}): void {
    this.#steps = steps;
    this.#level = level;
    this.#width = Math.max(0, ...lessons.map((name) => stringWidth(name)));
  }

  say(line: string): void {
    const [, lead = '', text = ''] = /^( *)([^]*)$/.exec(line) ?? [];
    this.#write(hang(lead, text, this.#columns));
  }

  /** The same as {@link say}, in the reader's language. */
  tell(text: Text): void {
    this.say(text[this.#language]);
  }

  /** For programs that read the output: never broken. */
  sayWhole(line: string): void {
    this.#write(line);
  }

  /** Rows of a terminal, where lines can be drawn again in place; undefined of a log. */
  get rows(): number | undefined {
    return this.#output.isTTY === true ? (this.#output.rows ?? usualRows) : undefined;
  }

  /** Draws lines below what was said, in place of those that were drawn before; for a terminal alone. */
  draw(lines: readonly string[]): void {
    this.#live.show(lines.map((line) => visible(hideSecrets(line))));
  }

  get clock(): Clock {
    return this.#clock;
  }

  /** Until it ends its time runs below what it says, while no lesson runs. Not of `prepare`: the images that are built then have a list of their own. */
  phase(name: PhaseName): void {
    if (this.#steps) return;
    this.say(this.#paint('bold', `▸ ${t.phases[name][this.#language]}`));
    if (name === 'prepare') return;
    this.#phase = { name, since: this.#clock.now() };
    this.#look();
  }

  /** What a phase tells about itself. */
  detail(line: string): void {
    this.say(`  ${line}`);
  }

  phaseEnded(name: PhaseName, durationMs: number): void {
    this.#phase = undefined;
    this.#stopLooking();
    if (this.#steps) return;
    this.say(this.#paint('dim', `  ${t.phases[name][this.#language]}: ${seconds(durationMs)}`));
  }

  lesson(name: string, news: LessonNews): void {
    this.#progress.take(name, news, this.#clock.now());
    if (this.#steps) {
      this.#lessonInSteps(name, news);
      return;
    }
    switch (news.type) {
      case 'begun':
        // It may run a second time.
        for (const key of this.#ended) if (key.startsWith(`${name}\n`)) this.#ended.delete(key);
        this.#look();
        if (this.#output.isTTY !== true) this.#sayOf(name, '', t.now.starts[this.#language], 'dim');
        break;
      case 'started':
      case 'cleaning': this.#tellSkips(name); break;
      case 'ended': this.#tellEnd(name, testIn(news.test, this.#language)); break;
      case 'closed':
        this.#tellSkips(name);
        this.#tellClosed(name, news.outcome);
        this.#lookAway();
        break;
      case 'note': this.#tellNote(name, news.text); break;
      case 'ask':
      case 'done by hand':
      case 'acts':
      case 'try':
      case 'planned':
      case 'turnRequested':
      case 'turnGranted':
      case 'step':
      case 'podsGone':
      case 'leftover':
      case 'error':
      case 'done': break;
    }
  }

  /** The list of a lesson's tests. */
  steps(lesson: LessonResult): void {
    for (const line of steps(lesson, this.telling)) this.#write(line);
  }

  #lessonInSteps(name: string, news: LessonNews): void {
    if (news.type === 'begun') this.#look();
    else if (news.type === 'note') this.#tellNote(name, news.text);
    // A command is one line, so that it can be copied.
    else if (news.type === 'ask') this.#write(this.#paint('bold', texts.verify.now(news.command)[this.#language]));
    else if (news.type === 'acts') this.#write(this.#paint('dim', texts.verify.acts(news.command)[this.#language]));
    else if (news.type === 'done by hand') this.#write(this.#paint('dim', `  ${texts.verify.doneByHand(seconds(news.afterMs))[this.#language]}`));
    else if (news.type === 'closed') {
      this.steps(news.outcome);
      this.#lookAway();
    }
  }

  /** How a person is told there. */
  get telling(): Pick<Telling, 'language' | 'columns'> & Required<Pick<Telling, 'paint'>> {
    return { language: this.#language, columns: this.#columns, paint: (style, text) => this.#paint(style, text) };
  }

  /** The end: a table of the lessons, failures explained, and the sum, or what else `explaining` says. */
  conclude(results: Results, telling: Omit<Telling, 'language' | 'columns' | 'paint'>, explaining: (results: Results, telling: Telling) => string[] = explain): void {
    this.#stopLooking();
    const lines = explaining(results, { ...telling, ...this.telling });
    for (const line of lines) this.#write(line);
  }

  get #columns(): number {
    return this.#output.isTTY === true ? (this.#output.columns ?? usualColumns) : Infinity;
  }

  /** A test may be told twice: the later one knows more evidence, which is for the report. */
  #tellEnd(name: string, test: TestResult): void {
    const key = `${name}\n${test.title}`;
    if (this.#ended.has(key)) return;
    this.#ended.add(key);
    const { level, status, durationMs, reason = '', plots = [] } = test;
    // What is read in manifests takes no time: `0.0 s` would look as if nothing had been done.
    const time = durationMs < leastToldMs ? '' : seconds(durationMs);
    const title = level === 'production' ? t.production.test(test.title)[this.#language] : test.title;
    if (status === 'skipped') {
      if (!this.#skips.joins(name, reason)) this.#tellSkips(name);
      this.#skips.add(name, title, reason);
      return;
    }
    this.#tellSkips(name);
    switch (status) {
      case 'passed': this.#sayOf(name, this.#paint('green', '✔'), title, undefined, time); break;
      case 'failed': {
        const shown = shownStatus(test, this.#level);
        this.#sayOf(name, this.#paint(styles[shown], signs[shown]), title, undefined, time);
        break;
      }
      case 'invalid': this.#sayOf(name, this.#paint('yellow', '?'), `${title}: ${t.invalid(reason)[this.#language]}`); break;
    }
    for (const { summary } of plots) this.#sayOf(name, ' ', summary);
  }

  /** What several lessons have to say of the same folder is said once. */
  #tellNote(name: string, text: Text): void {
    if (this.#notes.has(text.en)) return;
    this.#notes.add(text.en);
    this.#sayOf(name, this.#paint('cyan', 'i'), text[this.#language]);
  }

  #tellSkips(name: string): void {
    const skipped = this.#skips.taken(name);
    if (skipped === undefined) return;
    const { reason, titles: [first = '', ...more] } = skipped;
    this.#sayOf(name, '-', more.length === 0 ? `${first}: ${reason}` : t.skipped(more.length + 1, reason)[this.#language], 'dim');
  }

  #tellClosed(name: string, outcome: LessonResult): void {
    const sum = tallyText([outcome], this.#level, outcome.durationMs)[this.#language];
    this.#sayOf(name, '', sum, lessonStatus(outcome, this.#level) === 'failed' ? 'red' : 'dim');
  }

  #sayOf(name: string, sign: string, text: string, style?: Style, time = ''): void {
    this.#explainMark(text);
    const lead = `${this.#leadOf(name)}${sign === '' ? '' : `${sign} `}`;
    const lines = hang(lead, time === '' ? text : `${text} ${time}`, this.#columns);
    const line = time !== '' && lines.endsWith(time) ? `${lines.slice(0, -time.length)}${this.#paint('dim', time)}` : lines;
    this.#write(style === undefined ? line : this.#paint(style, line));
  }

  /** Says what the mark of production means above the first title that has it. */
  #explainMark(text: string): void {
    if (this.#explainedMark || !text.includes(t.production.test('')[this.#language])) return;
    this.#explainedMark = true;
    this.#write(this.#paint('dim', hang('  ', t.production.marked[this.#language], this.#columns)));
  }

  #leadOf(name: string): string {
    return `  ${name}${' '.repeat(Math.max(0, this.#width - stringWidth(name)))}  `;
  }

  #write(text: string): void {
    this.#progress.said(this.#clock.now());
    this.#live.say(visible(hideSecrets(text)));
  }

  #look(): void {
    this.#stopClock ??= this.#clock.every(this.#output.isTTY === true ? everyMs.terminal : everyMs.log, () => {
      const now = this.#clock.now();
      if (this.#output.isTTY === true) this.#live.show(this.#liveLines(now).map((line) => this.#paint('dim', cut(line, this.#columns - 1))));
      else for (const { lesson, text } of this.#progress.due(now)) this.#sayOf(lesson, '⋯', text[this.#language], 'dim');
      if (this.#output.isTTY !== true && this.#progress.isSilent(now)) for (const line of this.#phaseLines(now)) this.#write(this.#paint('dim', line));
    });
  }

  #liveLines(now: number): string[] {
    const ofLessons = this.#progress.live(now);
    if (ofLessons.length === 0) return this.#phaseLines(now);
    return ofLessons.map(({ lesson, text }) => `${this.#leadOf(lesson)}⋯ ${visible(hideSecrets(text[this.#language]))}`);
  }

  #phaseLines(now: number): string[] {
    if (this.#phase === undefined || !this.#progress.isEmpty) return [];
    const { name, since } = this.#phase;
    return [`  ⋯ ${t.now.doing(t.phases[name], secondsSoFar(now - since))[this.#language]}`];
  }

  /** After the last lesson, unless a phase goes on. */
  #lookAway(): void {
    if (this.#progress.isEmpty && this.#phase === undefined) this.#stopLooking();
  }

  #stopLooking(): void {
    this.#stopClock?.();
    this.#stopClock = undefined;
    this.#live.show([]);
  }

  #paint(style: Style, text: string): string {
    return this.#colours ? styleText(style, text, { validateStream: false }) : text;
  }
}
