import { resolve } from 'node:path';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { EnvironmentError } from '../verdict/environment-error.ts';

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

/** Reads the command line; `--help` gives its text. Throws {@link EnvironmentError} for what cannot be understood. */
export function readBenchOptions(args: readonly string[], cwd = process.cwd()): BenchOptions | { help: string } {
  let help = '';
  const command = benchCommand().configureOutput({ writeOut: (text) => { help += text; }, writeErr: () => undefined, outputError: () => undefined });
  try {
    command.parse([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { help };
    throw new EnvironmentError('command line', error.message.replace(/^error: /, '').replaceAll(/\s*\n\s*/g, ' ').trim(), 'npm run bench -- --help explains the options');
  }
  const options = command.opts<BenchOptions>();
  return { ...options, report: resolve(cwd, options.report) };
}

function benchCommand(): Command {
  return new Command('npm run bench --')
    .description("Measures the lessons' traffic driver beside vegeta, on the same target in the same run.")
    .option('--pairs <n>', 'runs of each program with each kind of connection', between(1, 100), 5)
    .option('--rate <n>', 'requests per second', between(1, 2_000), 400)
    .option('--seconds <n>', 'length of one run', between(1, 600), 10)
    .option('--no-vegeta', 'measure the driver alone')
    .option('--report <dir>', 'where bench.json is written', 'report')
    .exitOverride();
}

function between(low: number, high: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < low || value > high) throw new InvalidArgumentError(`It is a whole number from ${low} to ${high}.`);
    return value;
  };
}
