import { join } from 'node:path';
import { slug } from '../text/slug.ts';

/** Where what a test leaves behind is kept, relative to the report folder; tests are counted from 1. */
export function evidenceFolder(lesson: string, number: number, title: string): string {
  return join('evidence', lesson, `${number}-${slug(title)}`);
}
