import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { allowances, type Allowance } from '../fence/allowance.ts';
import type { Keep } from '../lesson-process/run-context.ts';
import { matchingTitles } from '../process/matching-titles.ts';
import { initialLevel, type TestOptions } from '../run/test-options.ts';
import type { Language } from '../text/language.ts';
import { readersLanguage } from '../text/reader-language.ts';
import { texts } from '../text/texts.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { levels, type Level } from '../verdict/level.ts';
import { defined } from '../values/defined.ts';
import { InvalidValue, languageOption, readCommandLine, type CommandLine } from './command-line.ts';
import { lessonsHelp } from './lessons-help.ts';
import { baseAddress, filled, wholeNumber } from './values.ts';

/** What the command line asks for when it does not ask for a run. */
export interface PlainAnswer {
  text: string;
}

interface RawOptions {
  manifests?: string;
  context?: string;
  allow?: Allowance[];
  keep?: true;
  fresh?: true;
  level?: Level;
  explain?: true;
  explainRuns: number;
  jobs: number;
  grep?: string;
  ingress?: string;
  report: string;
  lang: Language;
}

/**
 * Reads the command line; paths are resolved against `cwd`. `--help` gives a {@link PlainAnswer}.
 * Throws {@link EnvironmentError} for what cannot be understood.
 */
export function readTestOptions(args: readonly string[], env: NodeJS.ProcessEnv = process.env, cwd = process.cwd()): TestOptions | PlainAnswer {
  const language = readersLanguage(args, env);
  const read = readCommandLine(testLine(language), args, language);
  if ('help' in read) return { text: read.help };
  const lessons = read.words;
  const raw = read.options as unknown as RawOptions;
  if (raw.context !== undefined && raw.fresh === true) throw new EnvironmentError('--fresh', texts.cli.problems.freshContext, texts.cli.freshContextHint);
  if (raw.explain === true && raw.manifests === undefined) throw new EnvironmentError('--explain', texts.cli.problems.explainOurs, texts.cli.explainOursHint);
  return {
    lessons, level: raw.level ?? initialLevel(raw.manifests), allowed: raw.allow ?? [], keep: whatStays(raw.keep, lessons), fresh: raw.fresh === true, jobs: raw.jobs, report: resolve(cwd, raw.report), language: raw.lang,
    ...defined({ manifests: raw.manifests === undefined ? undefined : resolve(cwd, raw.manifests), context: raw.context, grep: raw.grep, ingress: raw.ingress, explainRuns: raw.explain === true ? raw.explainRuns : undefined }),
  };
}

/** All lessons together need more room than a cluster has: where nobody names one, those stay that somebody has to look at. */
function whatStays(keep: true | undefined, lessons: readonly string[]): Keep {
  if (keep === undefined) return false;
  return lessons.length === 0 ? 'failed' : 'all';
}

function testLine(language: Language): CommandLine {
  const t = texts.cli.test;
  return {
    name: 'npm test --',
    about: t.about,
    argument: { form: t.lessonForm, about: t.lesson },
    options: [
      { flags: '--manifests <dir>', about: t.manifests, read: filled },
      { flags: '--level <level>', about: t.level, read: level },
      { flags: '--context <name>', about: t.context, read: filled },
      { flags: '--ingress <url>', about: t.ingress, read: baseAddress },
      { flags: '--allow <names>', about: t.allow(allowances.join(', ')), read: allowed },
      { flags: '--keep', about: t.keep },
      { flags: '--fresh', about: t.fresh },
      { flags: '--jobs <n>', about: t.jobs, read: wholeNumber(1, 32), initial: defaultJobs(availableParallelism()) },
      { flags: '--explain', about: t.explain },
      { flags: '--explain-runs <n>', about: t.explainRuns, read: wholeNumber(2, 100), initial: defaultExplainRuns },
      { flags: '--grep <re>', about: t.grep, read: pattern },
      { flags: '--report <dir>', about: t.report, read: filled, initial: 'report' },
      languageOption(language),
    ],
    more: [...lessonsHelp(t.examples, Object.values(t.exitCodes)), { heading: texts.cli.help.variables, lines: Object.values(t.variables) }],
  };
}

/** Enough to find one cause among some 30 differences; of one difference it takes two. */
export const defaultExplainRuns = 12;

/** Two on small machines: lessons mostly wait. More on larger ones, though the cluster has two nodes whatever the machine. */
export function defaultJobs(cores: number): number {
  return Math.min(4, Math.max(2, Math.floor(cores / 2)));
}

function level(text: string): Level {
  const found = levels.find((each) => each === text);
  if (found === undefined) throw new InvalidValue(texts.cli.values.level);
  return found;
}

function allowed(text: string): Allowance[] {
  return text.split(',').map((word) => {
    const name = word.trim();
    const found = allowances.find((each) => each === name);
    if (found === undefined) throw new InvalidValue(texts.cli.values.allow(name, allowances.join(', ')));
    return found;
  });
}

/** As long as titles are, and of such words: a pattern without end is told before any lesson is loaded. */
const sampleTitle = 'the lesson keeps the rows of a table when its pod is deleted and made again';

function pattern(text: string): string {
  try {
    const { source } = new RegExp(text);
    matchingTitles([sampleTitle], source);
    return source;
  } catch (error) {
    if (error instanceof EnvironmentError) throw error;
    throw new InvalidValue(texts.cli.values.pattern(error instanceof Error ? error.message : String(error)));
  }
}
