/** Whether some text in a value, or a key, holds half a letter: one code of the two that UTF-16 writes such as 😀 with, which no UTF-8 can say. */
export function hasHalfLetters(value: unknown): boolean {
  const seen = new Set<object>();
  const look = (each: unknown): boolean => {
    if (typeof each === 'string') return !each.isWellFormed();
    if (typeof each !== 'object' || each === null || seen.has(each)) return false;
    seen.add(each);
    return Object.entries(each).some(([key, inner]) => !key.isWellFormed() || look(inner));
  };
  return look(value);
}
