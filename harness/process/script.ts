import type { Language, Text } from '../text/language.ts';
import { describeError } from '../text/error-text.ts';
import { texts } from '../text/texts.ts';
import { WordedError } from '../text/worded-error.ts';
import { hideSecrets } from '../secrets/known-secrets.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { fileProblem } from '../verdict/file-problem.ts';
import { runErrorLines } from '../verdict/run-error-text.ts';
import { Interrupt } from './interrupt.ts';

/** What a script works with. */
export interface ScriptTools {
  /** Aborted by Ctrl-C and its like. */
  signal: AbortSignal;
  /** Of the reader. */
  language: Language;
  /** Prints one line in the reader's language. */
  say: (line: Text) => void;
}

/**
 * Runs a script's body and ends the process with its exit code: what the body resolves with, 2 for an error (an
 * EnvironmentError is explained in two lines), 130 when interrupted. A second Ctrl-C leaves at once.
 */
export async function endWith(language: Language, body: (tools: ScriptTools) => Promise<number>): Promise<void> {
  const interrupt = new Interrupt({
    onFirst: () => { console.error(`\n${texts.cli.interrupted[language]}`); },
    onSecond: () => { process.exit(130); },
  });
  interrupt.listen();
  try {
    process.exitCode = await body({ signal: interrupt.signal, language, say: (line) => { console.log(hideSecrets(line[language])); } });
  } catch (error) {
    process.exitCode = interrupt.signal.aborted ? 130 : 2;
    if (!interrupt.signal.aborted) console.error(hideSecrets(explain(error, language)));
  } finally {
    interrupt.stopListening();
  }
}

/** What went wrong and what to do, without a stack trace. */
function explain(error: unknown, language: Language): string {
  const known = error instanceof EnvironmentError ? error : fileProblem(error);
  if (known !== undefined) return runErrorLines(known.toRunError(), language).join('\n');
  return error instanceof WordedError ? error.text[language] : texts.run.unexpected(describeError(error))[language];
}
