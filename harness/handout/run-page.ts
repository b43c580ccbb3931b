import { setTimeout as after } from 'node:timers/promises';

import { generalize, type Surroundings } from './generalize.ts';
import type { Printed } from './node-shell.ts';
import type { Page, Step } from './page.ts';
import { compare, holds, keptIn, type Compared } from './patterns.ts';

/** A command whose output or exit code is not what the page says. */
export interface Difference {
  step: Step;
  compared: Compared[];
  exitCode: number;
}

/** What became of a page. */
export interface PageRun {
  steps: number;
  differences: Difference[];
  /** For each step what the page should show; undefined where it shows that already. */
  shown: (string[] | undefined)[];
}

/** Milliseconds between two looks, and how often a command that only looks is run again: what kubelet has begun shows within 5 s. */
const again = { afterMs: 500, times: 10 };

/**
 * Runs the commands of a page one after the other, and compares what they print with what the page shows. All are run, whatever
 * one of them prints. One that only looks is run again where it shows something else at first, as a reader would do: a program prints
 * its first line a moment after its container has started.
 *
 * @param run what runs one line, as a learner or with all rights; what the learner puts in for the words in capitals stands in it
 */
export async function runPage(page: Pick<Page, 'steps'>, run: (command: string, step: Step) => Promise<Printed>, where: Surroundings): Promise<PageRun> {
  const differences: Difference[] = [];
  const shown: (string[] | undefined)[] = [];
  const kept = new Map([['NAMESPACE', where.namespace]]);
  for (const step of page.steps) {
    const look = async () => seenOf(step, await run(step.command.replaceAll(/\b[A-Z]{3,}\b/g, (word) => kept.get(word) ?? word), step));
    let seen = await look();
    for (let times = 0; !seen.isRight && onlyLooks(step.command) && times < again.times; times += 1) {
      await after(again.afterMs);
      seen = await look();
    }
    const { printed, exitCode, compared, warningsFirst, isRight } = seen;
    for (const shownLine of step.shown) for (const line of printed) for (const [word, value] of Object.entries(keptIn(shownLine, line))) kept.set(word, value);
    if (!isRight) differences.push({ step, compared, exitCode });
    shown.push(holds(compared) ? undefined : generalize(warningsFirst, step.shown, where));
  }
  return { steps: page.steps.length, differences, shown };
}

/** What a command has printed, beside what the page shows. */
function seenOf(step: Step, { out: printed, err, exitCode }: Printed) {
  const out = step.anyOrder === true ? printed.toSorted() : printed;
  const warningsFirst = [...err, ...out];
  // In which order a terminal gets what comes on two streams is chance.
  const compared = [warningsFirst, [...out, ...err]].map((lines) => compare(step.shown, lines)).toSorted((a, b) => Number(holds(b)) - Number(holds(a)))[0] ?? [];
  return { printed, exitCode, compared, warningsFirst, isRight: holds(compared) && exitCode === step.exitCode };
}

/** Whether a command changes nothing and ends by itself. */
function onlyLooks(command: string): boolean {
  return /^kubectl (?:get|logs|describe|events)\b/.test(command) && !/ (?:-f|-w|--follow|--watch)\b/.test(command);
}
