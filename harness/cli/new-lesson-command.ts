import { checkout } from '../process/checkout.ts';
import { newLesson } from '../scaffold/new-lesson.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';

/**
 * `npm run new-lesson -- NN-name`: makes the parts of a lesson and says which files they are in.
 *
 * @returns the exit code: 2 when there can be no such lesson
 */
export function newLessonCommand(args: readonly string[], say: (line: string) => void, root = checkout): 0 | 2 {
  try {
    const [name = '', ...more] = args;
    if (more.length > 0) throw new EnvironmentError('new-lesson', `one lesson at a time, not ${args.join(' ')}`, 'Give one name.');
    for (const file of newLesson(root, name)) say(`  ${file}`);
    say(`The lesson is small but complete: npm run check passes, and npm test -- ${name.slice(0, 2)} runs it. Put in their place what it is to teach.`);
    return 0;
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    say(`${error.where}: ${error.message}. ${error.hint}`);
    return 2;
  }
}
