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

/**
 * Runs the commands of a page one after the other, and compares what they print with what the page shows. All are run, whatever
 * one of them prints.
 *
 * @param run what runs one line, as a learner or with all rights; what the learner puts in for the words in capitals stands in it
 */
export async function runPage(page: Pick<Page, 'steps'>, run: (command: string, step: Step) => Promise<Printed>, where: Surroundings): Promise<PageRun> {
  const differences: Difference[] = [];
  const shown: (string[] | undefined)[] = [];
  const kept = new Map([['NAMESPACE', where.namespace]]);
  for (const step of page.steps) {
    const { out: printed, err, exitCode } = await run(step.command.replaceAll(/\b[A-Z]{3,}\b/g, (word) => kept.get(word) ?? word), step);
    for (const shownLine of step.shown) for (const line of printed) for (const [word, value] of Object.entries(keptIn(shownLine, line))) kept.set(word, value);
    const out = step.anyOrder === true ? printed.toSorted() : printed;
    const warningsFirst = [...err, ...out];
    // In which order a terminal gets what comes on two streams is chance.
    const compared = [warningsFirst, [...out, ...err]].map((lines) => compare(step.shown, lines)).toSorted((a, b) => Number(holds(b)) - Number(holds(a)))[0] ?? [];
    const isRight = holds(compared);
    if (!isRight || exitCode !== step.exitCode) differences.push({ step, compared, exitCode });
    shown.push(isRight ? undefined : generalize(warningsFirst, step.shown, where));
  }
  return { steps: page.steps.length, differences, shown };
}
