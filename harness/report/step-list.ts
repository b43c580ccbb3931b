import type { PlannedTest } from '../lesson-process/events.ts';
import type { Text } from '../text/language.ts';
import type { LessonResult, TestResult } from '../verdict/results.ts';
import type { LessonNews } from './progress.ts';

/** One test of a lesson, as it was judged last, and since when it is being judged again. */
export interface ListedStep {
  title: PlannedTest;
  result?: TestResult;
  now?: { since: number; doing?: Text };
}

/** A lesson that is judged again and again: each of its steps keeps its mark until it is judged anew. Times are in milliseconds. */
export class StepList {
  readonly lesson: string;
  #steps: ListedStep[] = [];

  constructor(lesson: string) {
    this.lesson = lesson;
  }

  get steps(): readonly ListedStep[] {
    return this.#steps;
  }

  /** What is known of the lesson, in the form of a result: each test as it was judged last. */
  get result(): LessonResult {
    const tests = this.#steps.flatMap(({ result }) => result ?? []);
    return { name: this.lesson, startedAt: tests[0]?.startedAt ?? new Date(0).toISOString(), durationMs: tests.reduce((sum, { durationMs }) => sum + durationMs, 0), tests };
  }

  /** Takes in what has happened; returns the test whose verdict has come. */
  take(news: LessonNews, now: number): TestResult | undefined {
    switch (news.type) {
      case 'planned':
        this.#steps = news.tests.map((title) => this.#find(title.en) ?? { title });
        return undefined;
      case 'started': {
        const step = this.#find(news.title);
        if (step !== undefined) step.now = { since: now };
        return undefined;
      }
      case 'step': {
        const running = this.#steps.find((step) => step.now !== undefined);
        if (running?.now !== undefined) running.now.doing = news.text;
        return undefined;
      }
      case 'ended': return this.#end(news.test);
      case 'begun': {
        for (const step of this.#steps) delete step.now;
        return undefined;
      }
      case 'closed': {
        for (const test of news.outcome.tests) this.#end(test);
        return undefined;
      }
      default: return undefined;
    }
  }

  #end(test: TestResult): TestResult {
    const known = this.#find(test.title);
    if (known === undefined) this.#steps.push({ title: { en: test.title, ja: test.ja?.title ?? test.title }, result: test });
    else {
      known.result = test;
      delete known.now;
    }
    return test;
  }

  #find(title: string): ListedStep | undefined {
    return this.#steps.find((step) => step.title.en === title);
  }
}
