import { resolve } from 'node:path';
import type { CommandLine } from '../cli/command-line.ts';
import { wholeNumber } from '../cli/values.ts';
import { texts } from '../text/texts.ts';

const t = texts.cli.bench;

/** What `npm run bench -- …` was asked to do. */
export interface BenchOptions {
  /** Runs of each program with each kind of connection. */
  pairs: number;
  /** Requests per second. */
  rate: number;
  /** Of one run. */
  seconds: number;
  /** Compare with vegeta. */
  vegeta: boolean;
  /** Absolute folder that bench.json goes to. */
  report: string;
}

/** What `npm run bench` understands. */
export const benchLine: CommandLine = {
  name: 'npm run bench --',
  about: t.about,
  options: [
    { flags: '--pairs <n>', about: t.pairs, read: wholeNumber(1, 100), initial: 5 },
    { flags: '--rate <n>', about: t.rate, read: wholeNumber(1, 2_000), initial: 400 },
    { flags: '--seconds <n>', about: t.seconds, read: wholeNumber(1, 600), initial: 10 },
    { flags: '--no-vegeta', about: t.noVegeta },
    { flags: '--report <dir>', about: t.report, initial: 'report' },
  ],
};

/** What was read by {@link benchLine}, with paths resolved against `cwd`. */
export function benchOptions(read: Readonly<Record<string, unknown>>, cwd = process.cwd()): BenchOptions {
  const { report, ...raw } = read as unknown as BenchOptions;
  return { ...raw, report: resolve(cwd, report) };
}
