import type { RunContext } from '../lesson-process/run-context.ts';
import type { LessonNews } from '../report/progress.ts';
import { JudgeProcess, type JudgeOptions } from './judge-process.ts';
import type { EndedLesson, LessonToRun } from './lesson-handle.ts';

export interface LessonAgainOptions extends JudgeOptions {
  /** Lets a process be loaded ahead when its turn comes. */
  loading: <T>(load: () => Promise<T>) => Promise<T>;
  /** Hears of the judgement under way; of one that is to be ended for the next no more. */
  watch: (news: LessonNews) => void;
  /** A judgement has come to its end; not of one that was ended for the next. */
  onEnd: (ended: EndedLesson) => void;
}

interface Spare {
  process: JudgeProcess;
  loaded: Promise<void>;
}

/** Milliseconds into a judgement after which the next process is loaded: before that it would slow this one down. */
const loadAfterMs = 2_000;

/**
 * One lesson that is judged again and again. A judgement that is overtaken by a change is cut short, and its process ended: the next
 * one, in which all is loaded, goes on at once.
 */
export class LessonAgain {
  readonly lesson: LessonToRun;
  readonly #options: LessonAgainOptions;
  readonly #ending = new Set<Promise<void>>();
  #process: JudgeProcess;
  #spare: Spare | undefined;
  /** On what it is to be judged next. */
  #next: RunContext | undefined;
  #turns = false;
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
    this.#next = { ...context, lesson: this.lesson.name };
    if (!this.#turns) void this.#turn();
  }

  /** Ends all of it; resolves when no process is left. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#end(this.#process);
    if (this.#spare !== undefined) this.#end(this.#spare.process);
    await Promise.all(this.#ending);
  }

  /** Turns to what is there now; a judgement under way goes on until the next can begin. */
  async #turn(): Promise<void> {
    this.#turns = true;
    if (this.isRunning && this.#next !== undefined) {
      const { process, loaded } = this.#loadAhead(this.#next);
      await loaded;
      this.#replace(process);
    }
    this.#turns = false;
    const context = this.#next;
    this.#next = undefined;
    if (context !== undefined && !this.#closed) await this.#judge(this.#process, context);
  }

  /** Ends the judgement under way, and goes on with another process; where it has ended meanwhile, the process goes on. */
  #replace(process: JudgeProcess): void {
    if (!this.isRunning || this.#closed) return;
    this.#end(this.#process);
    this.#process = process;
    this.#spare = undefined;
  }

  async #judge(process: JudgeProcess, context: RunContext): Promise<void> {
    const isLast = (): boolean => this.#process === process && this.#next === undefined && !this.#closed;
    const late = setTimeout(() => { if (isLast()) this.#loadAhead(context); }, loadAfterMs).unref();
    // What is cut short has no verdict: the last one stays.
    const ended = await process.judge(this.lesson, context, (news) => { if (isLast()) this.#options.watch(news); });
    clearTimeout(late);
    if (!isLast()) return;
    this.#loadAhead(context);
    this.#options.onEnd(ended);
  }

  #loadAhead(context: RunContext): Spare {
    if (this.#spare === undefined) {
      const process = new JudgeProcess(this.lesson.name, this.#options);
      const load = async (): Promise<void> => {
        if (!this.#closed) await process.load(this.lesson, context);
      };
      this.#spare = { process, loaded: this.#options.loading(load) };
    }
    return this.#spare;
  }

  #end(process: JudgeProcess): void {
    const closed = process.close();
    this.#ending.add(closed);
    void closed.then(() => { this.#ending.delete(closed); });
  }
}
