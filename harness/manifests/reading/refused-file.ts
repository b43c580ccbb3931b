import type { Text } from '../../text/language.ts';
import { LessonFailure } from '../../verdict/lesson-failure.ts';

/** The failure of a file that cannot be taken, at a line; `field` of the object that it should hold. */
export function refusedFile(file: string, line: number, expected: Text, observed: Text, hint: Text, field?: string): LessonFailure {
  return new LessonFailure({
    expected,
    observed,
    object: `File/${file}`,
    ...(field === undefined ? {} : { field }),
    file,
    line,
    elapsedMs: 0,
    refused: true,
    hint,
  });
}
