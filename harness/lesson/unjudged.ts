import type { TestAnnotations } from '../lesson-process/annotations.ts';
import type { Text } from '../text/language.ts';

/** A reason why tests are not judged any more, and which. */
interface Rule {
  reason: Text;
  /** Only production tests when `production`, else those of every level. */
  level?: TestAnnotations['level'];
  /** Only tests of this part of the lesson; all when absent. */
  part?: string | undefined;
}

/** Which of a lesson's tests are not judged any more, and why. */
export class Unjudged {
  readonly #rules: Rule[] = [];

  add(rule: Rule): void {
    this.#rules.push(rule);
  }

  /** The first reason that concerns a test; undefined when it is to be judged. */
  reasonFor({ level, part }: TestAnnotations): Text | undefined {
    return this.#rules.find((rule) => (rule.level !== 'production' || level === 'production') && (rule.part === undefined || rule.part === part))?.reason;
  }
}
