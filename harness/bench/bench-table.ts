import { median, type Bound } from './bounds.ts';
import { connectionKinds, type ProgramName, type ProgramRun } from './program-run.ts';

const heads = ['connections', 'program', 'pair', 'sent', 'failed', 'p50', 'p99', 'p50 due', 'p99 due', 'slip p99', 'CPU', 'memory', 'cores busy'];
const widths = [11, 7, 6, 6, 6, 7, 7, 7, 7, 8, 6, 7, 10];

/** The first line of the table. */
export const benchHead = line(heads);

/** What the columns mean, for under the table. */
export const benchLegend = 'p50, p99: ms from when a request was sent; "due": from when it was due. CPU: % of one core. cores busy: % of all cores, cluster included.';

/** One run as a line of the table. */
export function benchRow(run: ProgramRun): string {
  return `${line([run.connections, run.program, String(run.pair), String(run.sent), String(run.failed), ...measures([run])])}${run.invalid === undefined ? '' : `  invalid: ${run.invalid}`}`;
}

/** For each kind of connection and program the medians over the pairs. */
export function benchMedians(runs: readonly ProgramRun[]): string[] {
  const programs: readonly ProgramName[] = ['driver', 'vegeta'];
  return connectionKinds.flatMap((connections) => programs.flatMap((program) => {
    const own = runs.filter((run) => run.connections === connections && run.program === program && run.invalid === undefined);
    if (own.length === 0) return [];
    const sum = (what: 'sent' | 'failed'): string => String(own.reduce((all, run) => all + run[what], 0));
    return [line([connections, program, 'median', sum('sent'), sum('failed'), ...measures(own)])];
  }));
}

/** One bound as a line. */
export function boundLine({ connections, what, allowed, observed, holds }: Bound): string {
  return `${holds ? 'holds' : 'FAILS'}  ${(connections ?? '').padEnd(10)}  ${what.padEnd(9)}  ${observed} (${allowed})`;
}

function measures(runs: readonly ProgramRun[]): string[] {
  const of = (value: (run: ProgramRun) => number | undefined, digits: number, unit = ''): string => {
    const values = runs.map(value).filter((each) => each !== undefined);
    return values.length === 0 ? '–' : `${median(values).toFixed(digits)}${unit}`;
  };
  return [
    of(({ service }) => service.p50, 2), of(({ service }) => service.p99, 1), of(({ latency }) => latency.p50, 2), of(({ latency }) => latency.p99, 1),
    of(({ slipP99Ms }) => slipP99Ms, 1), of(({ cpuPercent }) => cpuPercent, 1), of(({ maxRssBytes }) => (maxRssBytes === undefined ? undefined : maxRssBytes / 1e6), 0, ' MB'),
    of(({ machineBusyPercent }) => machineBusyPercent, 0),
  ];
}

function line(cells: readonly string[]): string {
  return cells.map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ');
}
