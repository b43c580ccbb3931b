import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { lastLines, runCommand } from '../process/run-command.ts';
import { whileWatchingCores } from './machine.ts';
import type { Target } from './open-target.ts';
import { ProcessWatch } from './process-usage.ts';
import type { ProgramRun, RunPlan } from './program-run.ts';
import { readVegetaResults } from './vegeta-results.ts';
import { texts } from '../text/texts.ts';
import { verbatim } from '../text/language.ts';

/** As the driver's: milliseconds that one request may take. */
const deadlineMs = 2_000;
/** Milliseconds that vegeta may take beyond its seconds and the last request. */
const endWithinMs = 20_000;

export interface Vegeta {
  program: string;
  /** Command that gives it the driver's priority. */
  prefix: readonly string[];
}

/** One run of vegeta. Throws an EnvironmentError when it does not end well. */
export async function runVegeta({ program, prefix }: Vegeta, target: Target, plan: RunPlan, signal: AbortSignal): Promise<ProgramRun> {
  const folder = await mkdtemp(join(tmpdir(), 'cndjp2-bench-'));
  try {
    const targets = join(folder, 'targets');
    const output = join(folder, 'results');
    await writeFile(targets, `GET ${target.baseUrl}${target.path}\nHost: ${target.host}\n`);
    const attacking = [
      'attack', `-targets=${targets}`, `-output=${output}`, `-rate=${plan.rate}/s`, `-duration=${plan.seconds}s`,
      `-timeout=${deadlineMs}ms`, `-keepalive=${plan.connections === 'keep-alive'}`, '-redirects=-1', '-max-body=0',
    ];
    const { result: usage, busyPercent } = await whileWatchingCores(() => attack([...prefix, program, ...attacking], plan.seconds * 1_000 + deadlineMs + endWithinMs, signal));
    await runCommand(program, ['encode', '-to=json', `-output=${output}.json`, output], { deadlineMs: 60_000, signal });
    const numbers = readVegetaResults(await readFile(`${output}.json`, 'utf8'), plan.rate);
    return { program: 'vegeta', connections: plan.connections, pair: plan.pair, ...numbers, ...usage, machineBusyPercent: busyPercent };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function attack([command = '', ...args]: readonly string[], withinMs: number, signal: AbortSignal): Promise<{ cpuPercent: number; maxRssBytes: number } | undefined> {
  // No environment of ours: a proxy would stand between client and server. One of Go's processors, as the driver has one:
  // on two, with the cluster beside it, its threads wake each other up, and every new connection looks slower.
  const child = execa(command, args, { stdin: 'ignore', extendEnv: false, env: { PATH: process.env['PATH'], GOMAXPROCS: '1' }, timeout: withinMs, cancelSignal: signal, forceKillAfterDelay: 2_000, all: true, reject: false });
  const watch = child.pid === undefined ? undefined : new ProcessWatch(child.pid);
  const { failed, timedOut, all, shortMessage } = await child;
  const usage = watch?.end();
  signal.throwIfAborted();
  if (!failed) return usage;
  const why = timedOut ? `did not end within ${withinMs / 1_000} s` : lastLines(all === '' ? (shortMessage ?? '') : all, 2);
  throw new EnvironmentError('vegeta', verbatim(why), texts.bench.withoutVegeta);
}
