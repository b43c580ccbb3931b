import type { Use } from '../client/use.ts';
import { hideSecretsIn } from '../secrets/known-secrets.ts';
import type { Text } from '../text/language.ts';
import type { Level } from '../verdict/level.ts';
import type { Turn } from './annotations.ts';
import type { RunContext } from './run-context.ts';
import type { Leftover, RunError, TestResult } from '../verdict/results.ts';

/**
 * What a lesson needs of the cluster. `exclusive`: one of its tests will request the whole of it; `light`: its pods wait more
 * than they compute; `shared`: a part of it as large as that of others.
 */
export type LessonKind = 'shared' | 'light' | 'exclusive';

/** What a lesson's process tells the runner, in the order in which it happens. */
export type LessonEvent =
  /** The spec is loaded and waits until it may begin. */
  | { type: 'planned'; tests: PlannedTest[]; kind: LessonKind; /** One of its tests will wait for its turn. */ takesTurns?: boolean; /** Lessons whose objects this one needs too. */ standsOn?: readonly string[]; /** What it will ask of the API server; told of a cluster that is not ours. */ uses?: readonly Use[] }
  /** Waits until the turn is granted. */
  | { type: 'turnRequested'; turn: Turn }
  | { type: 'started'; title: string }
  /** May come twice for one title: the later one knows the evidence that was saved after the test. */
  | { type: 'ended'; test: TestResult }
  /** What the lesson is doing now, for people; also told when the lesson is killed. */
  | { type: 'step'; text: Text }
  /** The learner is to act: this is the command, and until it shows the lesson waits. */
  | { type: 'ask'; command: string }
  /** The learner has done so. */
  | { type: 'done by hand'; command: string; afterMs: number }
  /** The suite does itself what this command does. */
  | { type: 'acts'; command: string }
  /** Commands with which a learner sees for themselves what the lesson has proved. */
  | { type: 'try'; commands: string[] }
  /** The last test is over and deletion begins: from here on the lesson only gives back. */
  | { type: 'cleaning' }
  /** Nothing of it runs any more; that all traces are gone may take longer. */
  | { type: 'podsGone' }
  /** Something that a reader should know though nothing is wrong with it, such as a file that is not read. */
  | { type: 'note'; text: Text }
  | { type: 'leftover'; leftover: Leftover }
  /** Nothing that a manifest caused: the run ends with exit code 2. */
  | { type: 'error'; error: RunError }
  /** Everything was told, clean-up included. */
  | { type: 'done' };

/** The title of a test that is to come, and what it asks for; no level: `promise`. */
export type PlannedTest = Text & { readonly level?: Level };

/** What the runner tells a lesson's process. Its end is told by SIGTERM, or by the channel going away. */
export type RunnerMessage =
  /** The first one: the spec is loaded when it has come. `grep`: only tests whose full title matches. */
  | { type: 'context'; context: RunContext; grep?: string }
  /** The tests may begin. */
  | { type: 'begin' }
  /** The turn that was requested has come. */
  | { type: 'turnGranted' }
  /** Load this spec and run it at once; only what judges again and again is told so, and as often as needed. */
  | { type: 'judge'; specFile: string; context: RunContext }
  /** Load what this spec is written with, so that the next judgement begins at once. */
  | { type: 'load'; specFile: string; context: RunContext };

let step: Text | undefined;

/** What this process said last that it is doing. */
export function lastStep(): Text | undefined {
  return step;
}

/**
 * Tells the runner; does nothing in a process that no runner started.
 *
 * Resolves when the message has left this process: wait for it before the process ends.
 */
export async function tellRunner(event: LessonEvent): Promise<void> {
  if (event.type === 'step') step = event.text;
  const send = process.send?.bind(process);
  if (send === undefined || !process.connected) return;
  await new Promise<void>((resolve) => {
    // A runner that has gone away needs no telling, so an error here is not one.
    // Passwords and tokens that this process has made are known to it alone.
    send(hideSecretsIn(event), () => { resolve(); });
  });
}
