import { forLast } from '../values/for-last.ts';
import { findSecrets } from './find-secrets.ts';
import { hideSecrets, learnedSecrets } from './known-secrets.ts';
import { hidden } from './secret-names.ts';

/**
 * A manifest's text that can be shown: what is secret in it is hidden, and each line stays where it is. Of text that is no YAML
 * only names are left where anything in it may be secret.
 */
export function redactSource(text: string): string {
  return redacted(text, learnedSecrets());
}

/** A page shows a few lines of a file for each of a hundred mistakes in it. What is hidden changes with how many texts were learned from. */
const redacted = forLast((...[text]: [text: string, learned: number]) => hideSecrets(withoutOwnSecrets(text)));

function withoutOwnSecrets(text: string): string {
  let from = text.length;
  let shown = '';
  for (const secret of findSecrets(text).secrets.toSorted((a, b) => b.to - a.to || b.from - a.from)) {
    const to = Math.min(secret.to, from);
    if (secret.from >= to) continue;
    shown = inPlaceOf(text.slice(secret.from, to)) + text.slice(to, from) + shown;
    from = secret.from;
  }
  return text.slice(0, from) + shown;
}

/** Text of several lines stays as many. */
function inPlaceOf(text: string): string {
  return hidden + '\n'.repeat(text.split('\n').length - 1);
}
