import { resolve } from 'node:path';
import type { OwnName } from '../manifests/applied/own-names.ts';
import type { VerifyOptions } from '../run/verify-options.ts';
import type { Language } from '../text/language.ts';
import { readersLanguage } from '../text/reader-language.ts';
import { texts } from '../text/texts.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { defined } from '../values/defined.ts';
import { InvalidValue, languageOption, readCommandLine, type CommandLine } from './command-line.ts';
import type { Hints } from '../report/verify.ts';
import { lessonsHelp } from './lessons-help.ts';
import type { PlainAnswer } from './test-options.ts';
import { baseAddress, filled, wholeNumber } from './values.ts';

const t = texts.verify;

/** Minutes for which an act of the learner is waited for; at a terminal where nothing is said, and at most. */
const usualWait = 5;
const longestWait = 60;

/**
 * Reads the command line of `npm run verify`; paths are resolved against `cwd`. `--help` gives a {@link PlainAnswer}.
 * Throws {@link EnvironmentError} for what cannot be understood, or is missing.
 */
export function readVerifyOptions(args: readonly string[], env: NodeJS.ProcessEnv = process.env, cwd = process.cwd(), isTerminal = process.stdout.isTTY): VerifyOptions | PlainAnswer {
  const language = readersLanguage(args, env);
  const read = readCommandLine(verifyLine(language), args, language);
  if ('help' in read) return { text: read.help };
  const { context, namespace, as: names, yes, watch, wait, hints, manifests, ingress, report, lang } = read.options as { as: readonly OwnName[]; context?: string; namespace?: string; yes?: true; watch?: true; wait?: number; hints: Hints; manifests?: string; ingress?: string; report: string; lang: Language };
  if (context === undefined) throw new EnvironmentError('--context', t.needed('--context'), t.neededHint);
  if (namespace === undefined) throw new EnvironmentError('--namespace', t.needed('--namespace'), t.neededHint);
  if (yes === true && watch === true) throw new EnvironmentError('--watch', t.watchOrYes, t.watchOrYesHint);
  // In a log nobody reads along who could act.
  const minutes = wait ?? (isTerminal ? usualWait : 0);
  return {
    lessons: read.words, context, namespace, names, yes: yes === true, watch: watch === true, hints, fresh: false, keep: false, allowed: [], report: resolve(cwd, report), language: lang,
    ...defined({ waitMs: minutes === 0 || yes === true || watch === true ? undefined : minutes * 60_000, manifests: manifests === undefined ? undefined : resolve(cwd, manifests), ingress }),
  };
}

function verifyLine(language: Language): CommandLine {
  const { test } = texts.cli;
  return {
    name: 'npm run verify --',
    about: t.about,
    argument: { form: test.lessonForm, about: t.lesson },
    options: [
      { flags: '--context <name>', about: t.context, read: filled },
      { flags: '--namespace <name>', about: t.namespace, read: filled },
      { flags: '--as <name=name>', about: t.as, read: ownName, initial: [] },
      { flags: '--yes', about: t.yes },
      { flags: '--watch', about: t.watch },
      { flags: '--hints <much>', about: t.hints, read: hintsOption, initial: 'all' },
      { flags: '--wait <minutes>', about: t.wait, read: wholeNumber(0, longestWait) },
      { flags: '--manifests <dir>', about: t.manifests, read: filled },
      { flags: '--ingress <url>', about: test.ingress, read: baseAddress },
      { flags: '--report <dir>', about: test.report, read: filled, initial: 'report' },
      languageOption(language),
    ],
    more: lessonsHelp(t.examples, [...Object.values(t.exitCodes), test.exitCodes[130]]),
  };
}

/** One more of those that were told before. */
function ownName(text: string, before: readonly OwnName[]): OwnName[] {
  const [, name, called] = /^([^=/\s]+)=([^=/\s]+)$/.exec(text) ?? [];
  if (name === undefined || called === undefined) throw new InvalidValue(t.asIs);
  return [...before, { name, called }];
}

function hintsOption(text: string): Hints {
  if (text === 'none' || text === 'where' || text === 'all') return text;
  throw new InvalidValue(t.hintsAre);
}
