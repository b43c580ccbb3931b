import { connectionKinds, type Connections, type ProgramName, type ProgramRun } from './program-run.ts';

/** What the driver must keep to, and whether it does. */
export interface Bound {
  /** Absent: of all runs. */
  connections?: Connections;
  what: string;
  /** In words, with the numbers. */
  allowed: string;
  observed: string;
  holds: boolean;
}

/** Of one core and of memory, at {@link fullRate}: what is left must do for the cluster. */
const maxCpuPercent = 25;
const maxRssBytes = 150e6;
const fullRate = 400;
/** How far the median of requests may be from vegeta's. */
const p50Within = 0.1;

/** Judges the driver by all runs; without vegeta's only by what it takes. Runs that are invalid are not judged. */
export function judge(runs: readonly ProgramRun[], rate: number): Bound[] {
  const valid = runs.filter((run) => run.invalid === undefined);
  return connectionKinds.flatMap((connections) => {
    const of = (program: ProgramName): ProgramRun[] => valid.filter((run) => run.program === program && run.connections === connections);
    const [ours, theirs] = [of('driver'), of('vegeta')];
    if (ours.length === 0) return [];
    const compared = theirs.length === 0 ? [] : [sameErrors(ours, theirs), sameMedian(ours, theirs), sameTail(ours, theirs)];
    return [...compared, ...resources(ours, rate)].map((bound) => ({ connections, ...bound }));
  });
}

function resources(ours: readonly ProgramRun[], rate: number): Bound[] {
  const cpu = Math.max(...ours.map((run) => run.cpuPercent ?? Number.POSITIVE_INFINITY));
  const rss = Math.max(...ours.map((run) => run.maxRssBytes ?? Number.POSITIVE_INFINITY));
  // Above the rate that the bound was set for it says nothing.
  const bounds: Bound[] = rate > fullRate ? [] : [{ what: 'processor', allowed: `at most ${maxCpuPercent} % of one core`, observed: `${cpu.toFixed(1)} % at most`, holds: cpu <= maxCpuPercent }];
  return [...bounds, { what: 'memory', allowed: `at most ${maxRssBytes / 1e6} MB`, observed: `${(rss / 1e6).toFixed(0)} MB at most`, holds: rss <= maxRssBytes }];
}

/**
 * Failures come in bursts, when the machine or a pod stands still: runs of one program differ by more than chance of single
 * requests. So the range of the runs is compared, as for the p99.
 */
function sameErrors(ours: readonly ProgramRun[], theirs: readonly ProgramRun[]): Bound {
  const share = (run: ProgramRun): number => run.failed / run.sent;
  const text = (runs: readonly ProgramRun[]): string => `${total(runs, 'failed')} of ${total(runs, 'sent')}`;
  return { what: 'failures', allowed: "in the range of vegeta's", observed: `${text(ours)}, vegeta ${text(theirs)}`, holds: overlap(rangeOf(ours, share), rangeOf(theirs, share)) };
}

/** The median over the pairs of driver's p50 / vegeta's p50: what both of a pair met cancels out. */
function sameMedian(ours: readonly ProgramRun[], theirs: readonly ProgramRun[]): Bound {
  const ratios = ours.flatMap((run) => {
    const other = theirs.find(({ pair }) => pair === run.pair);
    return other === undefined ? [] : [run.service.p50 / other.service.p50];
  });
  const ratio = median(ratios);
  const percent = (of: number): string => `${of >= 1 ? '+' : ''}${((of - 1) * 100).toFixed(1)} %`;
  const observed = `${percent(ratio)} (median of ${ratios.length} pairs: ${percent(Math.min(...ratios))} to ${percent(Math.max(...ratios))})`;
  return { what: 'p50', allowed: `within ${p50Within * 100} % of vegeta's`, observed, holds: Math.abs(ratio - 1) <= p50Within };
}

/** The range of n runs covers the median of all possible runs with 1 - 2^(1-n): 94 % for five. */
function sameTail(ours: readonly ProgramRun[], theirs: readonly ProgramRun[]): Bound {
  const p99 = ({ service }: ProgramRun): number => service.p99;
  const [mine, other] = [rangeOf(ours, p99), rangeOf(theirs, p99)];
  const covered = 100 * (1 - 2 ** (1 - ours.length));
  const text = ([low, high]: Range): string => `${low.toFixed(1)}–${high.toFixed(1)} ms`;
  return { what: 'p99', allowed: `interval (${covered.toFixed(0)} %) overlaps vegeta's`, observed: `${text(mine)}, vegeta ${text(other)}`, holds: overlap(mine, other) };
}

type Range = readonly [low: number, high: number];

function rangeOf(runs: readonly ProgramRun[], value: (run: ProgramRun) => number): Range {
  const values = runs.map(value);
  return [Math.min(...values), Math.max(...values)];
}

function overlap([low, high]: Range, [otherLow, otherHigh]: Range): boolean {
  return low <= otherHigh && otherLow <= high;
}

function total(runs: readonly ProgramRun[], what: 'sent' | 'failed'): number {
  return runs.reduce((sum, run) => sum + run[what], 0);
}

/** The middle value; of an even number the mean of the two; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
}
