import type { Language } from '../text/language.ts';
import type { LessonResult, TestResult } from '../verdict/results.ts';

/** Where in the handout of its lesson a test is explained, as a path in the checkout; undefined where no section is named. */
export function handoutSection({ name }: Pick<LessonResult, 'name'>, { section }: Pick<TestResult, 'section'>, language: Language): string | undefined {
  return section === undefined ? undefined : `manifests/${name}/README${language === 'en' ? '' : `.${language}`}.md#${section}`;
}
