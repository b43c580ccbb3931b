import { requireCoverageFolder } from '../process/coverage-folder.ts';
import { endWith, type ScriptTools } from '../process/script.ts';
import { readersLanguage } from '../text/reader-language.ts';
import { hideSecrets } from '../secrets/known-secrets.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { runErrorLine } from '../verdict/run-error-text.ts';
import { languageOption, readCommandLine, type CommandLine } from './command-line.ts';
import { requireFolder } from './require-folder.ts';

/**
 * Runs a script that needs no report: reads its command line (every script understands `--help` and `--lang`), then runs its
 * body by {@link endWith}. A command line that cannot be understood is told in one line; the exit code is then 2.
 */
export async function runScript(line: CommandLine, body: (options: Readonly<Record<string, unknown>>, tools: ScriptTools, words: readonly string[]) => Promise<number>, args = process.argv.slice(2)): Promise<void> {
  requireCoverageFolder();
  const language = readersLanguage(args);
  try {
    requireFolder();
    const read = readCommandLine({ ...line, options: [...line.options, languageOption(language)] }, args, language);
    if ('help' in read) console.log(read.help);
    else await endWith(language, (tools) => body(read.options, tools, read.words));
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    console.error(hideSecrets(runErrorLine(error.toRunError(), language)));
    process.exitCode = 2;
  }
}
