import type { Language } from './language.ts';

/** The language that the environment asks for, by the rules of POSIX: LC_ALL, LC_MESSAGES, LANG; the first that is set. */
export function languageOf(env: NodeJS.ProcessEnv): Language {
  const locale = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => value !== undefined && value !== '');
  return locale?.startsWith('ja') === true ? 'ja' : 'en';
}

/**
 * The language in which a command speaks to its reader: `--lang` where the command line has it, else the environment's.
 * It is known before the command line is read, so that help and usage errors are in this language too.
 */
export function readersLanguage(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Language {
  const asked = args.flatMap((arg, index) => (arg === '--lang' ? [args[index + 1]] : arg.startsWith('--lang=') ? [arg.slice('--lang='.length)] : [])).at(-1);
  return asked === 'en' || asked === 'ja' ? asked : languageOf(env);
}
