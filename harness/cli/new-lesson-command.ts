import { checkout } from '../process/checkout.ts';
import { newLesson } from '../scaffold/new-lesson.ts';
import { readersLanguage } from '../text/reader-language.ts';
import { texts } from '../text/texts.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { runErrorLine } from '../verdict/run-error-text.ts';
import { languageOption, readCommandLine } from './command-line.ts';

const t = texts.cli.newLesson;

/**
 * `npm run new-lesson -- NN-name`: makes the parts of a lesson and says which files they are in.
 *
 * @returns the exit code: 2 when there can be no such lesson
 */
export function newLessonCommand(args: readonly string[], say: (line: string) => void, root = checkout, env: NodeJS.ProcessEnv = process.env): 0 | 2 {
  const language = readersLanguage(args, env);
  try {
    const line = { name: 'npm run new-lesson --', about: t.about, argument: { form: t.nameForm, about: t.name }, options: [languageOption(language)] };
    const read = readCommandLine(line, args, language);
    if ('help' in read) {
      say(read.help);
      return 0;
    }
    const [name = '', ...more] = read.words;
    if (more.length > 0) throw new EnvironmentError('new-lesson', t.one(read.words.join(' ')), t.oneHint);
    for (const file of newLesson(root, name)) say(`  ${file}`);
    say(t.made(name.slice(0, 2))[language]);
    return 0;
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    say(runErrorLine(error.toRunError(), language));
    return 2;
  }
}
