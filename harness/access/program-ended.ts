import { LessonFailure } from '../verdict/lesson-failure.ts';

/**
 * A container's program that ended by itself, without an error or because nobody can run it as it is written, so that nothing
 * can be run beside it any more. It is its own cause: whatever else was about to be looked at in the container is not to blame.
 */
export class ProgramEnded extends LessonFailure {}
