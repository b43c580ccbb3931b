import { resolve } from 'node:path';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { EnvironmentError } from '../verdict/environment-error.ts';
import type { Shard } from '../mutants/choose.ts';
import type { MutantsOptions } from '../mutants/mutants-options.ts';
import { languageOf, type PlainAnswer } from './test-options.ts';
import { defined } from '../values/defined.ts';

interface RawOptions {
  id: string[];
  category: string[];
  jobs: number;
  sample?: number;
  seed: string;
  neutral?: true;
  equivalent?: true;
  shard?: Shard;
  results?: true;
  report: string;
}

/** Mutants side by side, as measured: more wait for each other on two cores. */
export const defaultMutantJobs = 2;

/**
 * Reads the command line; paths are resolved against `cwd`. `--help` gives a {@link PlainAnswer}.
 * Throws {@link EnvironmentError} for what cannot be understood.
 */
export function readMutantsOptions(args: readonly string[], now = new Date(), env: NodeJS.ProcessEnv = process.env, cwd = process.cwd()): MutantsOptions | PlainAnswer {
  let help = '';
  const command = mutantsCommand(now).configureOutput({ writeOut: (text) => { help += text; }, writeErr: () => undefined, outputError: () => undefined });
  try {
    command.parse([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { text: help };
    const message = error.message.replace(/^error: /, '').replaceAll(/\s*\n\s*/g, ' ').trim();
    throw new EnvironmentError('command line', message, `Options: ${command.options.map((option) => option.long ?? option.flags).join(', ')}. npm run mutants -- --help explains them.`);
  }
  const raw = command.opts<RawOptions>();
  return {
    lessons: command.args, ids: raw.id, categories: raw.category, jobs: raw.jobs, seed: raw.seed, neutral: raw.neutral === true, equivalent: raw.equivalent === true, results: raw.results === true,
    keep: false, fresh: false, report: resolve(cwd, raw.report), language: languageOf(env),
    ...defined({ sample: raw.sample, shard: raw.shard }),
  };
}

function mutantsCommand(now: Date): Command {
  return new Command('npm run mutants --')
    .description('Runs each lesson against manifests with one defect: its spec should fail. mutants/README.md says what mutants are.')
    .argument('[lesson...]', 'lessons whose mutants are run; all when none is named')
    .option('--id <id>', 'only this mutant, with or without its lesson (may be given again)', collect, [])
    .option('--category <name>', 'only mutants of this category (may be given again)', collect, [])
    .option('--neutral', 'run the neutral changes instead: every lesson must pass')
    .option('--equivalent', 'run the mutants that are called equivalent instead: every lesson must pass')
    .option('--sample <n>', 'so many, chosen by the seed, some of each lesson', positive)
    .option('--seed <text>', 'what the sample is chosen by', now.toISOString().slice(0, 10))
    .option('--shard <i/n>', 'the i-th of n parts', shard)
    .option('--jobs <n>', 'mutants side by side', positive, defaultMutantJobs)
    .option('--report <dir>', 'where mutants.json and mutants.html are written', 'report')
    .option('--results', 'run nothing: write what is in the report folder (or in folders below it) into mutants/RESULTS.md and its Japanese sibling, and the score into the READMEs')
    .showSuggestionAfterError()
    .allowExcessArguments(true)
    .exitOverride();
}

function collect(text: string, before: string[]): string[] {
  if (text.trim() === '') throw new InvalidArgumentError('It is empty.');
  return [...before, text];
}

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('It is a whole number from 1.');
  return value;
}

function shard(text: string): Shard {
  const [index, of] = text.split('/').map(Number);
  if (index === undefined || of === undefined || !Number.isInteger(index) || !Number.isInteger(of) || index < 1 || index > of) throw new InvalidArgumentError('It is written like 2/5.');
  return { index, of };
}
