import { join, resolve } from 'node:path';
import { Interrupt } from '../process/interrupt.ts';
import { describeError } from '../text/error-text.ts';
import type { Text } from '../text/language.ts';
import { readersLanguage } from '../text/reader-language.ts';
import { texts } from '../text/texts.ts';
import { WordedError } from '../text/worded-error.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { fileProblem } from '../verdict/file-problem.ts';
import { runErrorLines } from '../verdict/run-error-text.ts';
import { checkBundle } from './check-bundle.ts';
import { removeUnfinished } from './scratch-folder.ts';

const t = texts.bundle;

/**
 * `npm run bundle -- load FILE` in a checkout whose packages are not installed, as in a fresh clone: until the bundle has brought
 * them, no module may be loaded that needs one.
 */
export async function firstLoad(args: readonly string[], checkout: string): Promise<number> {
  const language = readersLanguage(args);
  const say = (line: Text): void => { console.log(line[language]); };
  const interrupt = new Interrupt({ onFirst: () => { console.error(`\n${texts.cli.interrupted[language]}`); }, onSecond: () => { process.exit(130); } });
  interrupt.listen();
  try {
    // A Node.js out of a bundle that was to be loaded by a process that was killed.
    await removeUnfinished(join(checkout, '.work', 'node'));
    const bundle = await checkBundle(resolve(fileOf(args)), { checkout, signal: interrupt.signal, say });
    const { loadChecked } = await import('./load-checked.ts');
    await loadChecked(bundle, { signal: interrupt.signal, say });
    return 0;
  } catch (error) {
    if (interrupt.signal.aborted) return 130;
    const known = error instanceof EnvironmentError ? error : fileProblem(error);
    console.error(known !== undefined ? runErrorLines(known.toRunError(), language).join('\n') : error instanceof WordedError ? error.text[language] : texts.run.unexpected(describeError(error))[language]);
    return 2;
  } finally {
    interrupt.stopListening();
  }
}

/** The file of `load FILE`. Throws an EnvironmentError for anything else. */
function fileOf(args: readonly string[]): string {
  const words = args.filter((arg, index) => !arg.startsWith('-') && args[index - 1] !== '--lang');
  const options = args.filter((arg) => arg.startsWith('-') && arg !== '--lang' && !arg.startsWith('--lang='));
  const [what, file, ...more] = words;
  if (what !== 'load' || file === undefined || more.length > 0 || options.length > 0) throw new EnvironmentError(texts.cli.commandLine, t.packagesFirst, t.packagesFirstHint);
  return file;
}
