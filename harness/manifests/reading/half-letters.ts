/** Whether some text in a value, or a key, holds half a letter: one code of the two that UTF-16 writes such as 😀 with, which no UTF-8 can say. */
export function hasHalfLetters(value: unknown): boolean {
  if (typeof value === 'string') return !value.isWellFormed();
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, inner]) => !key.isWellFormed() || hasHalfLetters(inner));
}
