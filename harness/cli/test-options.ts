import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import type { TestOptions } from '../run/test-options.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { defined } from '../values/defined.ts';

/** What the command line asks for when it does not ask for a run. */
export interface PlainAnswer {
  text: string;
}

interface RawOptions {
  manifests?: string;
  context?: string;
  keep?: true;
  fresh?: true;
  jobs: number;
  grep?: string;
  ingress?: string;
  report: string;
  lang: 'en' | 'ja';
}

/**
 * Reads the command line; paths are resolved against `cwd`. `--help` gives a {@link PlainAnswer}.
 * Throws {@link EnvironmentError} for what cannot be understood.
 */
export function readTestOptions(args: readonly string[], env: NodeJS.ProcessEnv = process.env, cwd = process.cwd()): TestOptions | PlainAnswer {
  let help = '';
  const command = testCommand(env).configureOutput({ writeOut: (text) => { help += text; }, writeErr: () => undefined, outputError: () => undefined });
  try {
    command.parse([...args], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return { text: help };
    if (error instanceof CommanderError) throw usageError(error, command);
    throw error;
  }
  const raw = command.opts<RawOptions>();
  if (raw.context !== undefined && raw.fresh === true) {
    throw new EnvironmentError('--fresh', 'a cluster named by --context is not ours to recreate', 'Leave out --fresh or --context.');
  }
  return {
    lessons: command.args, keep: raw.keep === true, fresh: raw.fresh === true, jobs: raw.jobs, report: resolve(cwd, raw.report), language: raw.lang,
    ...defined({ manifests: raw.manifests === undefined ? undefined : resolve(cwd, raw.manifests), context: raw.context, grep: raw.grep, ingress: raw.ingress }),
  };
}

function testCommand(env: NodeJS.ProcessEnv): Command {
  return new Command('npm test --')
    .description('Runs the lessons on a real cluster: all of them, or those named (04 or mysql will do for 04-mysql).')
    .argument('[lesson...]', 'lessons to run')
    .option('--manifests <dir>', 'run the same specs against this folder of lessons', filled('folder'))
    .option('--context <name>', 'use this context of your kubeconfig instead of a cluster of our own', filled('name'))
    .option('--ingress <url>', "where that cluster's ingress controller answers", baseAddress)
    .option('--keep', 'leave cluster and namespaces for a look')
    .option('--fresh', 'make the cluster anew')
    .option('--jobs <n>', 'lessons side by side', count, defaultJobs(availableParallelism()))
    .option('--grep <re>', 'only tests whose full title matches', pattern)
    .option('--report <dir>', 'where the results are written', filled('folder'), 'report')
    .option('--lang <language>', 'language of the hints: en or ja', language, languageOf(env))
    .showSuggestionAfterError()
    .allowExcessArguments(true)
    .exitOverride();
}

/** Two on small machines: lessons mostly wait. More on larger ones, though the cluster has two nodes whatever the machine. */
export function defaultJobs(cores: number): number {
  return Math.min(4, Math.max(2, Math.floor(cores / 2)));
}

/** The language that the environment asks for, by the rules of POSIX: LC_ALL, LC_MESSAGES, LANG. */
export function languageOf(env: NodeJS.ProcessEnv): 'en' | 'ja' {
  const locale = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => value !== undefined && value !== '');
  return locale?.startsWith('ja') === true ? 'ja' : 'en';
}

function usageError(error: CommanderError, command: Command): EnvironmentError {
  const message = error.message.replace(/^error: /, '').replaceAll(/\s*\n\s*/g, ' ').trim();
  const options = command.options.map((option) => option.long ?? option.flags).join(', ');
  return new EnvironmentError('command line', message, `Options: ${options}. npm test -- --help explains them.`);
}

function count(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 32) throw new InvalidArgumentError('It is a whole number from 1 to 32.');
  return value;
}

function pattern(text: string): string {
  try {
    return new RegExp(text).source;
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : 'It is not a regular expression.');
  }
}

function baseAddress(text: string): string {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) throw new InvalidArgumentError('It is an address such as http://127.0.0.1:18080.');
  if (url.username !== '' || url.password !== '') throw new InvalidArgumentError('An address with a password in it would end up in reports.');
  return text.replace(/\/+$/, '');
}

function language(text: string): 'en' | 'ja' {
  if (text !== 'en' && text !== 'ja') throw new InvalidArgumentError('It is en or ja.');
  return text;
}

function filled(what: string): (text: string) => string {
  return (text) => {
    if (text.trim() === '') throw new InvalidArgumentError(`The ${what} is empty.`);
    return text;
  };
}
