/** Whether a value holds itself, as YAML lets it by an alias within what the alias names: it has no end, and no JSON. */
export function isEndless(value: unknown, above: readonly object[] = []): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (above.includes(value)) return true;
  return Object.values(value).some((inner) => isEndless(inner, [...above, value]));
}
