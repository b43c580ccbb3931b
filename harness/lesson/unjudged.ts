import type { TestAnnotations } from '../lesson-process/annotations.ts';
import type { Text } from '../text/language.ts';

/** A reason why tests are not judged any more, and which. */
export interface Rule {
  reason: Text;
  /** Only production tests when `production`, else those of every level. */
  level?: TestAnnotations['level'];
  /** Only tests of this part of the lesson; all when absent. */
  part?: string | undefined;
  /** Nothing that decides the run has failed: it must not come out well with tests that were never judged. */
  invalid?: boolean;
}

/** Which of a lesson's tests are not judged any more, and why. */
export class Unjudged {
  readonly #rules: Rule[] = [];

  add(rule: Rule): void {
    this.#rules.push(rule);
  }

  /** The first rule that concerns a test; undefined when it is to be judged. */
  ruleFor({ level, part }: TestAnnotations): Rule | undefined {
    return this.#rules.find((rule) => (rule.level !== 'production' || level === 'production') && (rule.part === undefined || rule.part === part));
  }
}
