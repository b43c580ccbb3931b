import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cluster } from '../cluster/cluster.ts';
import { cacheFolders } from '../images/cache-folders.ts';
import { realStages } from '../run/real-stages.ts';
import { newRunId } from '../run/run-id.ts';
import { OpenRuns } from '../run/open-runs.ts';
import type { StageTools } from '../run/stages.ts';
import type { BenchOptions } from './bench-options.ts';
import { benchHead, benchLegend, benchMedians, benchRow, boundLine } from './bench-table.ts';
import { judge, median } from './bounds.ts';
import { ensureVegeta, VEGETA_VERSION } from './ensure-vegeta.ts';
import { load, thisMachine } from './machine.ts';
import { openTarget } from './open-target.ts';
import { pairedRuns } from './paired-runs.ts';
import { priorityPrefix } from './priority-prefix.ts';
import type { ProgramRun } from './program-run.ts';
import { verbatim } from '../text/language.ts';
import { makeFolder } from '../process/make-folder.ts';

/** Milliseconds for the clean-up, also after an interrupt. */
const cleanUpMs = 60_000;
/** Programs, cluster and target together keep two cores busy for half the time: beyond this requests queue for a processor. */
const tooBusyPercent = 85;

/**
 * Measures driver and vegeta on the cluster that is up, or on one that is made for it and removed again.
 * Resolves with the exit code: 0 all bounds hold, 1 one does not, 2 a run was not fit to judge by or something is left.
 * Throws an EnvironmentError when nothing can be measured.
 */
export async function runBench(options: BenchOptions, tools: StageTools): Promise<number> {
  // The bench is for those who work on the driver: its tables and sums are English only.
  const say = (line: string): void => { tools.say(verbatim(line)); };
  const openRuns = new OpenRuns(join(cacheFolders().root, 'runs'));
  const stages = realStages(openRuns);
  const program = options.vegeta ? await ensureVegeta(tools) : undefined;
  const vegeta = program === undefined ? undefined : { program, prefix: await priorityPrefix() };
  const cluster = await (await stages.prepare(tools)).openCluster(false, tools);
  const runId = newRunId();
  openRuns.open({ runId, provider: cluster.provider, cluster: cluster.name, kubeconfig: cluster.kubeconfig, context: cluster.context });
  let left: { kind: string; name: string }[] = [];
  let code: number;
  try {
    const target = await openTarget(cluster, runId, tools.signal);
    const startedAt = new Date().toISOString();
    const loadBefore = load();
    say(`\n${benchHead}`);
    const runs = await pairedRuns(target, options, { vegeta, signal: tools.signal, onRun: (run) => { say(benchRow(run)); } });
    code = conclude(runs, { startedAt, loadBefore, cluster, options, compared: vegeta !== undefined }, say);
  } finally {
    const cleaning = { ...tools, signal: AbortSignal.timeout(cleanUpMs) };
    if (cluster.created) await stages.removeCluster(cluster, cleaning);
    else left = await stages.sweep(cluster, runId, cleaning);
    if (left.length === 0) openRuns.close(runId);
  }
  if (left.length > 0) say(`Left behind: ${left.map(({ kind, name }) => `${kind}/${name}`).join(', ')}`);
  return left.length > 0 ? 2 : code;
}

interface BenchFacts {
  startedAt: string;
  loadBefore: number;
  cluster: Cluster;
  options: BenchOptions;
  compared: boolean;
}

/** Tells and writes what came out. */
function conclude(runs: readonly ProgramRun[], { startedAt, loadBefore, cluster, options, compared }: BenchFacts, say: (line: string) => void): number {
  const { pairs, rate, seconds, report } = options;
  const bounds = judge(runs, rate);
  const invalid = runs.filter((run) => run.invalid !== undefined).length;
  const machine = thisMachine();
  const loads = { before: loadBefore, after: load() };
  for (const line of benchMedians(runs)) say(line);
  say(`${benchLegend}\n`);
  say(`${rate} requests/s, ${pairs} × ${seconds} s each, on ${machine.cores} × ${machine.processor}; load average ${loads.before} before, ${loads.after} after.`);
  for (const bound of bounds) say(boundLine(bound));
  if (!compared) say('Measured alone: nothing is said about being like vegeta.');
  const busy = median(runs.map((run) => run.machineBusyPercent));
  if (busy > tooBusyPercent) say(`The cores were busy for ${busy.toFixed(0)} % of the time: differences in latency are the machine's. Measure again when it has less to do.`);
  if (invalid > 0) say(`${invalid} of ${runs.length} runs were not fit to judge by: this machine is too busy for the measurement.`);
  makeFolder(report);
  const file = join(report, 'bench.json');
  const settings = { pairs, rate, seconds, ...(compared ? { vegeta: VEGETA_VERSION } : {}) };
  writeFileSync(file, `${JSON.stringify({ schema: 1, startedAt, machine, load: loads, kubernetes: cluster.kubernetes, settings, bounds, runs }, undefined, 2)}\n`);
  say(`Written: ${file}`);
  if (invalid > 0) return 2;
  return bounds.every(({ holds }) => holds) ? 0 : 1;
}
