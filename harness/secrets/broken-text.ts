import { isSecretField, isSecretName, mayBeSecretKind } from './secret-names.ts';
import type { FoundSecret } from './found-secret.ts';

/** What stands before a value: indentation, the sign of a list's item, a key. */
const keyAndValue = /^(\s*(?:-\s+)*["']?([\w./-]+)["']?\s*[:：]\s*)(.*)$/;
/** Keys and values on one line, as in JSON. */
const pairs = /(?<![\w./-])["']?([\w./-]+)["']?\s*[:：]\s*("(?:[^"\\]|\\.)*"?|'[^']*'?|[^\s,{}[\]"']+)/g;

/** Fields of a Secret that anybody may read. */
const openFields = new Set(['apiVersion', 'kind', 'metadata', 'name', 'namespace', 'labels', 'annotations', 'type', 'immutable', 'data', 'stringData', 'items']);

/** Words without which nobody writes a Secret. */
const secretWords = /secret|passw|token|credential|data|[-_]key\b/i;

/** Whether a text that is no YAML may be a Secret: it says so, or it does not say what it is and speaks of such things. */
export function mayBeSecretText(text: string): boolean {
  const kinds = [...text.matchAll(/(?:^|[\s{,])["']?kind["']?\s*[:：]?\s*["']?([A-Za-z]+)/g)].map(([, kind]) => kind);
  return kinds.length === 0 ? secretWords.test(text) : kinds.some((kind) => mayBeSecretKind(kind) || kind === 'Config');
}

/**
 * What may be secret in a text that is no YAML, line by line: where it may be a Secret, all values but those of its name and
 * kind; else what stands in fields and variables that are called so.
 *
 * @param offset where the text begins in its file
 */
export function secretsInBrokenText(text: string, offset: number): FoundSecret[] {
  const maySecret = mayBeSecretText(text);
  const found: FoundSecret[] = [];
  let secretBelow = false;
  let at = offset;
  for (const line of text.split('\n')) {
    const [, lead = '', name = '', rest = line] = withKey(keyAndValue.exec(line), maySecret) ?? [];
    if (name === 'name') secretBelow = isSecretName(rest.trim());
    const hides = maySecret ? name === '' || !openFields.has(name) || /^[{["]/.test(rest) : isSecretField(name) || isSecretName(name) && /^[A-Z0-9_]+$/.test(name) || (name === 'value' && secretBelow);
    const value = (lead === '' ? line.replace(/^\s*(?:-\s+)*/, '') : rest).trimEnd();
    const isPlain = /^(?:#.*|%(?:YAML|TAG)\b.*|---.*|\.\.\.|[|>][+-]?\d?|[{}[\],\s]*)$/.test(value);
    if (hides && !isPlain) {
      const from = at + line.indexOf(value, lead.length);
      found.push({ from, to: from + value.length, texts: [value, ...wordsOf(value)] });
    }
    at += line.length + 1;
  }
  return found;
}

/** In what may be a Secret only what looks like a key is one: a line of a value may have a colon too. */
function withKey(found: RegExpExecArray | null, maySecret: boolean): RegExpExecArray | null {
  const [, , name = ''] = found ?? [];
  return !maySecret || openFields.has(name) || /^[a-z._-]+$/.test(name) || /^[A-Z_]+$/.test(name) ? found : null;
}

/** What of a value may be named by itself: what has a key, and words that nobody would write in a sentence. */
function wordsOf(value: string): string[] {
  const inner = [...value.matchAll(pairs)].filter(([, key = '']) => !openFields.has(key)).map(([, , text = '']) => text);
  const words = value.split(/[\s"'`,{}[\]()=:]+/).filter((word) => word.length >= 12 || (word.length >= 4 && !/^[A-Za-z]?[a-z]+[.,;]?$/.test(word)));
  return [...inner, ...words];
}
