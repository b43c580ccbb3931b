import { join } from 'node:path';
import type { Language } from '../text/language.ts';

/** Where the handout of a lesson lies, in each language: beside the manifests that it explains. */
export function handoutFiles(ours: string, lesson: string): Record<Language, string> {
  return { en: join(ours, lesson, 'README.md'), ja: join(ours, lesson, 'README.ja.md') };
}
