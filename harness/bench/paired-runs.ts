import { EnvironmentError } from '../verdict/environment-error.ts';
import type { BenchOptions } from './bench-options.ts';
import type { Target } from './open-target.ts';
import { connectionKinds, type ProgramRun } from './program-run.ts';
import { runDriver } from './run-driver.ts';
import { runVegeta, type Vegeta } from './run-vegeta.ts';
import { texts } from '../text/texts.ts';

/** A program's first seconds on a new target are those of the pods that have just begun. */
const warmUp = { pair: 0, seconds: 3 };

interface Measuring {
  vegeta: Vegeta | undefined;
  signal: AbortSignal;
  onRun: (run: ProgramRun) => void;
}

/**
 * Runs both programs in turn, so that what the machine does meanwhile meets both. Throws an EnvironmentError when a program
 * cannot be run, or when the target does not answer before anything is compared.
 */
export async function pairedRuns(target: Target, { pairs, rate, seconds }: BenchOptions, { vegeta, signal, onRun }: Measuring): Promise<ProgramRun[]> {
  const runs: ProgramRun[] = [];
  for (const connections of connectionKinds) {
    const { sent, failed, errors } = await runDriver(target, { connections, rate, ...warmUp }, signal);
    if (failed > sent / 2) throw new EnvironmentError('bench', texts.bench.manyFailed(failed, sent, JSON.stringify(errors)), texts.bench.trySpec);
    for (let pair = 1; pair <= pairs; pair++) {
      const plan = { connections, pair, rate, seconds };
      for (const run of [runDriver, ...(vegeta === undefined ? [] : [runVegeta.bind(undefined, vegeta)])]) {
        const result = await run(target, plan, signal);
        runs.push(result);
        onRun(result);
      }
    }
  }
  return runs;
}
