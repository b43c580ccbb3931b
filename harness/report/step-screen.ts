import { seconds } from '../text/duration.ts';
import { texts } from '../text/texts.ts';
import type { LessonResult, TestResult } from '../verdict/results.ts';
import { testIn } from './in-language.ts';
import { rowsOf } from './live-lines.ts';
import type { LessonNews } from './progress.ts';
import { StepList, type ListedStep } from './step-list.ts';
import type { Terminal } from './terminal.ts';
import { firstFailure, markOf, markStyles, type VerifyTelling } from './verify.ts';
import { cut, hang } from './wrap.ts';

const t = texts.verify;

/** Milliseconds for which a step is judged again before that is shown: its mark is not to flicker. */
const shownAfterMs = 400;
/** Milliseconds between two looks at how long a step takes. */
const everyMs = 250;
/** Lines of the list that stay, whatever room the explanation takes. */
const fewestSteps = 6;

/**
 * The steps of lessons that are judged again and again. A terminal has the list in place, with the first failure of each lesson below
 * it; a log is told of each mark that has become another.
 */
export class StepScreen {
  readonly #terminal: Terminal;
  readonly #about: Pick<VerifyTelling, 'context' | 'namespace' | 'manifests' | 'hints'>;
  readonly #lists: readonly StepList[];
  readonly #told = new Map<string, string>();
  readonly #stop: () => void;

  constructor(terminal: Terminal, lessons: readonly string[], about: Pick<VerifyTelling, 'context' | 'namespace' | 'manifests' | 'hints'>) {
    this.#terminal = terminal;
    this.#about = about;
    this.#lists = lessons.map((lesson) => new StepList(lesson));
    this.#stop = terminal.rows === undefined ? () => undefined : terminal.clock.every(everyMs, () => { this.#draw(); });
  }

  take(lesson: string, news: LessonNews): void {
    const list = this.#lists.find((each) => each.lesson === lesson);
    if (list === undefined) return;
    const test = list.take(news, this.#terminal.clock.now());
    if (this.#terminal.rows !== undefined) this.#draw();
    else {
      if (test !== undefined) this.#tell(lesson, test);
      if (news.type === 'closed') this.#explain(list);
    }
  }

  /** How each step of a lesson was judged last; undefined where none was. */
  resultOf(lesson: string): LessonResult | undefined {
    const result = this.#lists.find((list) => list.lesson === lesson)?.result;
    return result?.tests.length === 0 ? undefined : result;
  }

  /** Takes the list away: what follows tells it for good. */
  close(): void {
    this.#stop();
    this.#terminal.draw([]);
  }

  /** One line for a mark that has become another. */
  #tell(lesson: string, test: TestResult): void {
    const mark = markOf(test);
    if (this.#isNew(`${lesson}\n${test.title}`, mark)) this.#terminal.say(`${this.#time()} ${this.#terminal.telling.paint(markStyles[mark], mark)} ${lesson}: ${testIn(test, this.#terminal.telling.language).title}`);
  }

  /** The first failure, where it is another than before, and the sum. */
  #explain(list: StepList): void {
    const { language } = this.#terminal.telling;
    const lines = firstFailure(list.result, { ...this.#terminal.telling, ...this.#about });
    if (this.#isNew(list.lesson, lines.join('\n'))) for (const line of lines.slice(1)) this.#terminal.say(line);
    const sum = sumOf(list.steps)[language];
    if (this.#isNew(`${list.lesson} sum`, sum)) this.#terminal.say(`${this.#time()} ${list.lesson}: ${sum}`);
  }

  /** Whether this was not the last that was told of it. */
  #isNew(about: string, text: string): boolean {
    const known = this.#told.get(about);
    this.#told.set(about, text);
    return known !== text;
  }

  #time(): string {
    return new Date(this.#terminal.clock.now()).toTimeString().slice(0, 'hh:mm:ss'.length);
  }

  #draw(): void {
    const { rows = Infinity, telling: { language, columns = Infinity, paint } } = this.#terminal;
    const explained = this.#lists.flatMap((list) => firstFailure(list.result, { ...this.#terminal.telling, ...this.#about })).flatMap((line) => line.split('\n'));
    const foot = ['', paint('dim', cut(t.watching(sumOf(this.#lists.flatMap(({ steps }) => steps)), this.#about.namespace)[language], columns - 1))];
    const lists = this.#lists.map((list) => this.#lines(list));
    const room = rows - 1 - rowsOf(foot, columns);
    const forSteps = Math.max(fewestSteps, room - rowsOf(explained, columns));
    const steps = fitted(lists, forSteps, (count) => paint('dim', `  ${t.notShown(count)[language]}`));
    this.#terminal.draw([...steps, ...upTo(room - rowsOf(steps, columns), explained, columns), ...foot]);
  }

  #lines({ lesson, steps }: StepList): Line[] {
    const { language, columns = Infinity, paint } = this.#terminal.telling;
    const now = this.#terminal.clock.now();
    return [
      { text: paint('bold', lesson), matters: true },
      ...steps.flatMap((step): Line[] => {
        const { result, title } = step;
        const since = step.now === undefined ? undefined : now - step.now.since;
        const isShown = since !== undefined && (result === undefined || since >= shownAfterMs);
        const mark = result === undefined ? '·' : markOf(result);
        const style = mark === '·' ? 'dim' : markStyles[mark];
        if (!isShown) return hang(`  ${mark} `, title[language], columns).split('\n').map((text) => ({ text: paint(style, text), matters: mark === '✗' }));
        const doing = step.now?.doing === undefined ? '' : `: ${step.now.doing[language]}`;
        return [...hang('  ⋯ ', title[language], columns).split('\n').map((text) => ({ text: paint('cyan', text), matters: true })), { text: paint('dim', cut(`    ${seconds(since)}${doing}`, columns - 1)), matters: true }];
      }),
    ];
  }
}

interface Line {
  text: string;
  /** It stays where not all lines have room. */
  matters: boolean;
}

/** As many lines as there is room for: those that matter, the first of the others, and how many are left out. */
function fitted(lists: readonly Line[][], room: number, leftOut: (count: number) => string): string[] {
  const lines = lists.flat();
  if (lines.length <= room) return lines.map(({ text }) => text);
  const kept = new Set(lines.filter(({ matters }) => matters).slice(0, room - 1));
  for (const line of lines) if (kept.size < room - 1) kept.add(line);
  return [...lines.filter((line) => kept.has(line)).map(({ text }) => text), leftOut(lines.length - kept.size)];
}

/** The first of these lines, as many as fit into so many rows. */
function upTo(rows: number, lines: readonly string[], columns: number): string[] {
  const kept: string[] = [];
  for (const line of lines) {
    if (rowsOf([...kept, line], columns) > rows) break;
    kept.push(line);
  }
  return kept;
}

function sumOf(steps: readonly ListedStep[]): ReturnType<typeof t.sum> {
  const count = (...marks: string[]): number => steps.filter(({ result }) => result !== undefined && marks.includes(markOf(result))).length;
  return t.sum(count('✓', '!'), count('✗'), count('–'), count('?'));
}
