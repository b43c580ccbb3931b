import type { RunContext } from '../lesson-process/run-context.ts';
import type { LessonNews } from '../report/progress.ts';
import { JudgeProcess, type JudgeOptions } from './judge-process.ts';
import type { EndedLesson, LessonToRun } from './lesson-handle.ts';

export interface LessonAgainOptions extends JudgeOptions {
  /** Hears of the judgement under way; of one that is ended for the next no more. */
  watch: (news: LessonNews) => void;
  /** A judgement has come to its end; not of one that was ended for the next. */
  onEnd: (ended: EndedLesson) => void;
}

/** One lesson that is judged again and again. */
export class LessonAgain {
  readonly lesson: LessonToRun;
  readonly #options: LessonAgainOptions;
  readonly #process: JudgeProcess;
  /** On what it is to be judged next. */
  #next: RunContext | undefined;
  #closed = false;

  constructor(lesson: LessonToRun, options: LessonAgainOptions) {
    this.lesson = lesson;
    this.#options = options;
    this.#process = new JudgeProcess(lesson.name, options);
  }

  get isRunning(): boolean {
    return this.#process.isJudging;
  }

  /** Ends the judgement under way, if there is one, and begins another on what is there now. */
  judge(context: Omit<RunContext, 'lesson'>): void {
    const wasRunning = this.isRunning;
    this.#next = { ...context, lesson: this.lesson.name };
    if (wasRunning) this.#process.stop();
    else void this.#judge();
  }

  /** Ends all of it; resolves when no process is left. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#process.close();
  }

  async #judge(): Promise<void> {
    while (this.#next !== undefined && !this.#closed) {
      const context = this.#next;
      this.#next = undefined;
      const ended = await this.#process.judge(this.lesson, context, (news) => {
        // What is cut short has no verdict: the last one stays.
        if (this.#next === undefined && !this.#closed) this.#options.watch(news);
      });
      if (!this.#isCut) this.#options.onEnd(ended);
    }
  }

  /** Whether the judgement under way is not to come to its end. */
  get #isCut(): boolean {
    return this.#next !== undefined || this.#closed;
  }
}
