import { Listr } from 'listr2';
import { mapText, verbatim, type Language, type Text } from '../text/language.ts';

export interface Job {
  title: string;
  /** Does the work, tells what it is doing, and resolves with what to show when it is done. */
  run(say: Say): Promise<Text>;
}

/** Tells what a job is doing; `waits` when it does nothing until others are done. */
export type Say = (step: Text, state?: 'waits') => void;

export interface JobDisplay {
  /** Whether standard output is a terminal that lines can be redrawn on. */
  redraw: boolean;
  /** Language of what is redrawn. */
  language: Language;
  /** Prints one line where it is not. */
  say: (line: Text) => void;
  /** Milliseconds between two signs of life of a job that has nothing new to say; 30,000 when absent. */
  heartbeatMs?: number;
}

/**
 * Runs all jobs at once (they wait for each other themselves) and shows each. Waits for all of them to end, so that
 * nothing goes on unseen, then throws the failure that came first.
 */
export async function showJobs(jobs: readonly Job[], display: JobDisplay): Promise<void> {
  const failures: unknown[] = [];
  const recorded = jobs.map((job) => ({
    title: job.title,
    run: async (say: Say): Promise<Text> => {
      try {
        return await job.run(say);
      } catch (error) {
        failures.push(error);
        throw error;
      }
    },
  }));
  if (display.redraw) await redrawn(recorded, display.language);
  else await Promise.allSettled(recorded.map((job) => inPlainLines(job, display)));
  if (failures.length > 0) throw failures[0] as Error;
}

async function redrawn(jobs: readonly Job[], language: Language): Promise<void> {
  const tasks = jobs.map((job) => ({
    title: job.title,
    task: async (_context: unknown, task: { title: string; output: string }): Promise<void> => {
      const startedAt = Date.now();
      let step = '';
      const draw = (): void => { task.output = `${step} · ${elapsed(startedAt)}`; };
      const timer = setInterval(draw, 1_000);
      try {
        const result = await job.run((next) => {
          step = next[language];
          draw();
        });
        task.title = `${job.title}: ${result[language]}`;
      } finally {
        clearInterval(timer);
      }
    },
  }));
  // Interrupts are the runner's business: it aborts the jobs, and the list then ends by itself.
  await new Listr(tasks, { concurrent: true, exitOnError: false, registerSignalListeners: false, rendererOptions: { showErrorMessage: false } }).run();
}

async function inPlainLines(job: Job, { say, heartbeatMs = 30_000 }: JobDisplay): Promise<void> {
  const startedAt = Date.now();
  let step = verbatim('');
  let waits = false;
  const tell = (text: Text, more = ''): void => { say(mapText(text, (words) => `  ${job.title}: ${words}${more}`)); };
  const timer = setInterval(() => {
    // Those that it waits for give signs of life themselves.
    if (!waits) tell(step, ` (${elapsed(startedAt)})`);
  }, heartbeatMs);
  try {
    const result = await job.run((next, state) => {
      if (next.en !== step.en) tell(next);
      step = next;
      waits = state === 'waits';
    });
    tell(result);
  } finally {
    clearInterval(timer);
  }
}

/** Minutes and seconds since then, such as `9:04`. */
export function elapsed(startedAt: number, now: number = Date.now()): string {
  const seconds = Math.floor((now - startedAt) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
