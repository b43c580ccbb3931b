import { isMap } from '../../values/field-path.ts';
import { ownKeys } from '../own-keys.ts';

/** Maps whose keys the author chooses: there null is the value of a key, which the API server takes for an empty one. */
const keptWhole = new Set<string>([...ownKeys, 'capacity', 'hard', 'limits', 'parameters', 'requests']);

/**
 * A value without fields that are null. To the API server such a field is one that is not written (encoding/json leaves what
 * it decodes into untouched), and programs that make manifests print many of them.
 */
export function withoutNulls(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== null).map(([key, inner]) => [key, hasOwnKeys(key, inner) ? inner : cleaned(inner)]));
}

function cleaned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(cleaned);
  return isMap(value) ? withoutNulls(value) : value;
}

/** A selector may be a map of labels itself, as that of a Service is. */
function hasOwnKeys(key: string, value: unknown): boolean {
  return keptWhole.has(key) || (key === 'selector' && isMap(value) && !('matchLabels' in value) && !('matchExpressions' in value));
}
