import type { LessonEvent } from '../lesson-process/events.ts';
import type { RunContext } from '../lesson-process/run-context.ts';
import { learnFolders } from '../manifests/known-values.ts';
import type { LessonNews } from '../report/progress.ts';
import { LessonChild } from './lesson-child.ts';
import type { EndedLesson, LessonToRun } from './lesson-handle.ts';
import { LessonResultBuilder, type LessonEnding } from './lesson-result.ts';

export interface JudgeOptions {
  /** Where what the process prints is written, below `evidence`; absolute. */
  reportDir: string;
  /** Milliseconds for one judgement; 300 000 when absent. */
  testsMs?: number;
  /** Milliseconds from being told to stop to being killed; 18 000 when absent. */
  graceMs?: number;
}

interface Judging {
  result: LessonResultBuilder;
  watch: (news: LessonNews) => void;
  startedAt: number;
  ended: PromiseWithResolvers<EndedLesson>;
  ending: LessonEnding | undefined;
  timer: NodeJS.Timeout;
}

/** Judgements after which a process is replaced: each leaves a module and what it has opened. */
const mostJudgements = 500;

/** A process that judges one lesson after the other on what is applied: beyond the first it has nothing to load but the spec. */
export class JudgeProcess {
  readonly #name: string;
  readonly #options: JudgeOptions;
  #child: LessonChild | undefined;
  #judging: Judging | undefined;
  #loaded: PromiseWithResolvers<undefined> | undefined;
  #judged = 0;

  /** @param name of the process, for the file of what it prints */
  constructor(name: string, options: JudgeOptions) {
    this.#name = name;
    this.#options = options;
  }

  get isJudging(): boolean {
    return this.#judging !== undefined;
  }

  /** Of the process; undefined before the first judgement. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /**
   * Judges a lesson; one at a time. Resolves with its result, also when it was stopped or has crashed.
   *
   * @param context with the objects that are judged, and `verify.again`
   */
  async judge({ name, specFile }: LessonToRun, context: RunContext, watch: (news: LessonNews) => void = () => undefined): Promise<EndedLesson> {
    if (this.#judging !== undefined) throw new Error(`${name} cannot be judged while another judgement is under way`);
    const { testsMs = 300_000 } = this.#options;
    const judging: Judging = {
      result: new LessonResultBuilder(name), watch, startedAt: Date.now(), ended: Promise.withResolvers(), ending: undefined,
      timer: setTimeout(() => {
        judging.result.deadline(testsMs);
        this.#end({ kind: 'deadline', afterMs: testsMs });
      }, testsMs),
    };
    this.#judging = judging;
    watch({ type: 'begun' });
    learnFolders(context.manifests);
    this.#child ??= this.#start(context);
    this.#child.send({ type: 'judge', specFile, context });
    return await judging.ended.promise;
  }

  /** Loads what a spec is written with, ahead of the first judgement. */
  async load({ name, specFile }: LessonToRun, context: RunContext): Promise<void> {
    if (this.#judging !== undefined) throw new Error(`${name} cannot be loaded while a judgement is under way`);
    this.#child ??= this.#start(context);
    this.#child.send({ type: 'load', specFile, context });
    this.#loaded = Promise.withResolvers();
    await this.#loaded.promise;
  }

  /** Ends the process, and what it judges; resolves when it is gone. */
  async close(): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    child.terminate();
    this.#bound();
    await child.ended;
  }

  #end(ending: LessonEnding): void {
    if (this.#judging !== undefined) this.#judging.ending ??= ending;
    this.#child?.terminate();
    this.#bound();
  }

  /** Who has been told to end is killed in a while. */
  #bound(): void {
    const { graceMs = 18_000 } = this.#options;
    const [child, judging] = [this.#child, this.#judging];
    if (child === undefined) return;
    const timer = setTimeout(() => { child.kill(); }, graceMs);
    const over = (): void => { clearTimeout(timer); };
    void child.ended.then(over);
    void judging?.ended.promise.then(over);
  }

  #start(context: RunContext): LessonChild {
    const child = new LessonChild({ program: 'judge', args: [], output: this.#name, context: { ...context, reportDir: this.#options.reportDir }, onEvent: (event) => { this.#take(event); } });
    this.#judged = 0;
    void child.ended.then(({ how }) => {
      if (this.#child !== child) return;
      this.#child = undefined;
      this.#loaded?.resolve(undefined);
      this.#close({ kind: 'crashed', how, output: child.output }, false);
    });
    return child;
  }

  #take(event: LessonEvent): void {
    const judging = this.#judging;
    if (judging === undefined) {
      if (event.type === 'done') this.#loaded?.resolve(undefined);
      return;
    }
    judging.result.take(event);
    judging.watch(event);
    // Nobody else's lessons run here, whom its traffic could disturb.
    if (event.type === 'turnRequested') this.#child?.send({ type: 'turnGranted' });
    if (event.type === 'done') this.#close({ kind: 'done' }, true);
  }

  #close(ending: LessonEnding, clean: boolean): void {
    const judging = this.#judging;
    if (judging === undefined) return;
    clearTimeout(judging.timer);
    this.#judging = undefined;
    const outcome = judging.result.finish(judging.ending ?? ending, judging.startedAt);
    judging.watch({ type: 'closed', outcome: outcome.result });
    this.#judged += 1;
    if (clean && this.#judged >= mostJudgements) {
      const old = this.#child;
      this.#child = undefined;
      old?.terminate();
    }
    judging.ended.resolve({ ...outcome, clean, standsOn: [], takesTurns: false });
  }
}
