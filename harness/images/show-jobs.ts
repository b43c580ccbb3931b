import { Listr } from 'listr2';

export interface Job {
  title: string;
  /** Does the work, tells what it is doing, and resolves with what to show when it is done. */
  run(say: (step: string) => void): Promise<string>;
}

export interface JobDisplay {
  /** Whether standard output is a terminal that lines can be redrawn on. */
  redraw: boolean;
  /** Prints one line where it is not. */
  say: (line: string) => void;
}

/** Milliseconds between two signs of life of a job that has nothing new to say. */
const HEARTBEAT_MS = 30_000;

/**
 * Runs all jobs at once (they wait for each other themselves) and shows each. Waits for all of them to end, so that
 * nothing goes on unseen, then throws the failure that came first.
 */
export async function showJobs(jobs: readonly Job[], display: JobDisplay): Promise<void> {
  const failures: unknown[] = [];
  const recorded = jobs.map((job) => ({
    title: job.title,
    run: async (say: (step: string) => void): Promise<string> => {
      try {
        return await job.run(say);
      } catch (error) {
        failures.push(error);
        throw error;
      }
    },
  }));
  if (display.redraw) await redrawn(recorded);
  else await Promise.allSettled(recorded.map((job) => inPlainLines(job, display.say)));
  if (failures.length > 0) throw failures[0] as Error;
}

async function redrawn(jobs: readonly Job[]): Promise<void> {
  const tasks = jobs.map((job) => ({
    title: job.title,
    task: async (_context: unknown, task: { title: string; output: string }): Promise<void> => {
      const startedAt = Date.now();
      let step = '';
      const draw = (): void => { task.output = `${step} · ${elapsed(startedAt)}`; };
      const timer = setInterval(draw, 1_000);
      try {
        const result = await job.run((next) => {
          step = next;
          draw();
        });
        task.title = `${job.title}: ${result}`;
      } finally {
        clearInterval(timer);
      }
    },
  }));
  // Interrupts are the runner's business: it aborts the jobs, and the list then ends by itself.
  await new Listr(tasks, { concurrent: true, exitOnError: false, registerSignalListeners: false, rendererOptions: { showErrorMessage: false } }).run();
}

async function inPlainLines(job: Job, say: (line: string) => void): Promise<void> {
  const startedAt = Date.now();
  let step = '';
  const timer = setInterval(() => { say(`  ${job.title}: ${step} (${elapsed(startedAt)})`); }, HEARTBEAT_MS);
  try {
    const result = await job.run((next) => {
      if (next !== step) say(`  ${job.title}: ${next}`);
      step = next;
    });
    say(`  ${job.title}: ${result}`);
  } finally {
    clearInterval(timer);
  }
}

/** Minutes and seconds since then, such as `9:04`. */
export function elapsed(startedAt: number, now: number = Date.now()): string {
  const seconds = Math.floor((now - startedAt) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
