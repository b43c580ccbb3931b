// `npm run new-lesson -- 20-jobs`: makes every part of a new lesson.
import { newLessonCommand } from '../harness/cli/new-lesson-command.ts';

process.exitCode = newLessonCommand(process.argv.slice(2), console.log);
