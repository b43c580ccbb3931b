import type { ApiError } from '../client/api-error.ts';
import { oneLine, shorten } from '../text/show.ts';
import { formatPath } from '../values/field-path.ts';
import { ownKeys } from './own-keys.ts';

/** What the API server found wrong with one object. */
export interface Refusal {
  /** Path of the offending field, if the server named one. */
  field?: string;
  /** What is the matter with the field: the harness words messages by it. */
  problem: 'unknown field' | 'wrong type' | 'invalid' | 'missing' | 'forbidden' | 'other';
  /** The server's own words, shortened. */
  text: string;
}

/** A message and what it means, and the field where the message does not name it; the first that fits counts. The texts are those of Kubernetes 1.30 to 1.37. */
const patterns: readonly (readonly [message: RegExp, problem: Refusal['problem'], field?: string])[] = [
  [/unknown field "(?<field>[^"]+)"/, 'unknown field'],
  [/(?<field>\.[^\s:]+): field not declared in schema/, 'unknown field'],
  [/(?<field>\.[^\s:]+): (?<text>expected [^\n]*)/, 'wrong type'],
  [/(?<field>\.[^\s:]+): (?<text>element \d+: [^\n]*)/, 'wrong type'],
  [/cannot unmarshal (?<text>\w+ into Go struct field [\w.]*?\.(?<field>[a-z][\w.]*) of type \S+)/, 'wrong type'],
  [/unsupported role reference (?:kind|group): ?""/, 'missing', 'roleRef.kind'],
  [/unsupported role reference kind/, 'invalid', 'roleRef.kind'],
  [/error looking up service account/, 'invalid', 'spec.serviceAccountName'],
  [/exceeded quota|is forbidden/, 'forbidden'],
];

/** Finds out which field a refusal is about, from the Status's causes and from its message. */
export function readRefusal(error: ApiError): Refusal {
  const message = error.status.message ?? error.message;
  const [cause] = error.status.details?.causes ?? [];
  if (cause?.field !== undefined && cause.field !== '' && cause.field !== '<nil>') {
    const problem = cause.reason === 'FieldValueRequired' ? 'missing' : cause.reason === 'FieldValueForbidden' ? 'forbidden' : 'invalid';
    return { field: cause.field.replace(/\.projected\.path$/, '.projected.sources'), problem, text: shorten(oneLine(cause.message ?? message)) };
  }
  for (const [pattern, problem, about] of patterns) {
    const found = pattern.exec(message);
    if (found === null) continue;
    const field = found.groups?.['field']?.replace(/^\./, '') ?? about;
    return { ...(field === undefined ? {} : { field: withQuotedKey(field) }), problem, text: shorten(withPlainValue(oneLine(found.groups?.['text'] ?? message))) };
  }
  return { problem: 'other', text: shorten(oneLine(message)) };
}

/** Keys that the author chooses may hold dots and slashes, which the server writes as if they were more fields. */
const freeKeys = new RegExp(String.raw`^((?:.*\.)?(?:${ownKeys.join('|')}|selector(?!\.match(?:Labels|Expressions)\b)))\.([^[\]]*[./][^[\]]*)$`);

function withQuotedKey(field: string): string {
  const [, map, key] = freeKeys.exec(field) ?? [];
  return map === undefined || key === undefined ? field : map + formatPath([{ key }]);
}

/** `got &value.valueUnstructured{Value:20}` is how the server's program shows a 20 to itself. */
function withPlainValue(text: string): string {
  return text.replaceAll(/&value\.valueUnstructured\{Value:([^}]*)\}/g, '$1');
}
