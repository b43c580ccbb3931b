import { resolve } from 'node:path';
import type { Shard } from '../mutants/choose.ts';
import type { MutantsOptions } from '../mutants/mutants-options.ts';
import type { Language } from '../text/language.ts';
import { readersLanguage } from '../text/reader-language.ts';
import { texts } from '../text/texts.ts';
import { defined } from '../values/defined.ts';
import { InvalidValue, languageOption, readCommandLine, type CommandLine } from './command-line.ts';
import type { PlainAnswer } from './test-options.ts';
import { filled, wholeNumber } from './values.ts';

interface RawOptions {
  id: string[];
  category: string[];
  jobs: number;
  sample?: number;
  seed: string;
  neutral?: true;
  corpus?: true;
  equivalent?: true;
  withoutWritten?: true;
  shard?: Shard;
  resume?: string;
  results?: true;
  explain?: true;
  report: string;
  lang: Language;
}

/** Mutants side by side, as measured: more wait for each other on two cores. */
export const defaultMutantJobs = 2;

/**
 * Reads the command line; paths are resolved against `cwd`. `--help` gives a {@link PlainAnswer}.
 * Throws an EnvironmentError for what cannot be understood.
 */
export function readMutantsOptions(args: readonly string[], now = new Date(), env: NodeJS.ProcessEnv = process.env, cwd = process.cwd()): MutantsOptions | PlainAnswer {
  const language = readersLanguage(args, env);
  const read = readCommandLine(mutantsLine(now, language), args, language);
  if ('help' in read) return { text: read.help };
  const lessons = read.words;
  const raw = read.options as unknown as RawOptions;
  return {
    lessons, ids: raw.id, categories: raw.category, jobs: raw.jobs, seed: raw.seed, neutral: raw.neutral === true, corpus: raw.corpus === true, equivalent: raw.equivalent === true,
    withoutWritten: raw.withoutWritten === true, results: raw.results === true, explain: raw.explain === true,
    keep: false, fresh: false, allowed: [], report: resolve(cwd, raw.report), language: raw.lang,
    ...defined({ sample: raw.sample, shard: raw.shard, resume: raw.resume && resolve(cwd, raw.resume) }),
  };
}

function mutantsLine(now: Date, language: Language): CommandLine {
  const t = texts.cli.mutants;
  return {
    name: 'npm run mutants --',
    about: t.about,
    argument: { form: texts.cli.test.lessonForm, about: t.lesson },
    options: [
      { flags: '--id <id>', about: t.id, read: collect, initial: [] },
      { flags: '--category <name>', about: t.category, read: collect, initial: [] },
      { flags: '--neutral', about: t.neutral },
      { flags: '--corpus', about: t.corpus },
      { flags: '--equivalent', about: t.equivalent },
      { flags: '--without-written', about: t.withoutWritten },
      { flags: '--sample <n>', about: t.sample, read: wholeNumber(1) },
      { flags: '--seed <text>', about: t.seed, initial: now.toISOString().slice(0, 10) },
      { flags: '--shard <i/n>', about: t.shard, read: shard },
      { flags: '--jobs <n>', about: t.jobs, read: wholeNumber(1), initial: defaultMutantJobs },
      { flags: '--explain', about: t.explain },
      { flags: '--resume <dir>', about: t.resume, read: filled },
      { flags: '--report <dir>', about: t.report, initial: 'report' },
      { flags: '--results', about: t.results },
      languageOption(language),
    ],
  };
}

function collect(text: string, before: string[]): string[] {
  return [...before, filled(text)];
}

function shard(text: string): Shard {
  const [index, of] = text.split('/').map(Number);
  if (index === undefined || of === undefined || !Number.isInteger(index) || !Number.isInteger(of) || index < 1 || index > of) throw new InvalidValue(texts.cli.values.shard);
  return { index, of };
}
