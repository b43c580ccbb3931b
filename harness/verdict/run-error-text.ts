import type { Language } from '../text/language.ts';
import type { RunError } from './results.ts';

/** An error around the lessons in the reader's language, as two lines: `where: message`, and the indented hint. */
export function runErrorLines(error: RunError, language: Language): [string, string] {
  const { where, message, hint } = inLanguage(error, language);
  return [`${where}: ${message}`, `  ${hint}`];
}

/** The same on one line, as usage errors are printed. */
export function runErrorLine(error: RunError, language: Language): string {
  const { where, message, hint } = inLanguage(error, language);
  return `${where}: ${message.replace(/[.。]$/, '')}${language === 'ja' ? '。' : '. '}${hint}`;
}

function inLanguage(error: RunError, language: Language): Pick<RunError, 'where' | 'message' | 'hint'> {
  return language === 'ja' ? { where: error.where, ...error.ja } : error;
}
