import { texts } from '../../text/texts.ts';
import type { LessonFailure } from '../../verdict/lesson-failure.ts';
import { lookalikes, type Lookalike } from './lookalikes.ts';
import { refusedFile } from './refused-file.ts';

const t = texts.manifests;
const r = texts.reading;

/** Lines that are named beside the first. */
const linesNamed = 5;

/** The failure of a file with a letter that only looks like another. */
export function mistyped(file: string, text: string, { line, column, what }: Lookalike): LessonFailure {
  const place = t.at(what, `${file}:${line}:${column}`);
  const others = [...new Set(lookalikes(text).map((each) => each.line))].filter((each) => each !== line);
  return refusedFile(file, line, r.lookalike.expected, others.length === 0 ? place : r.lookalike.more(place, others.slice(0, linesNamed), others.length), r.lookalike.hint);
}
