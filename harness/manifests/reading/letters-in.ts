/** About how many letters a value has when it is written out, each alias as often as it stands there. It must have an end. */
export function lettersIn(value: unknown): number {
  const known = new Map<object, number>();
  const count = (each: unknown): number => {
    if (typeof each !== 'object' || each === null) return typeof each === 'string' ? each.length + 3 : 5;
    const before = known.get(each);
    if (before !== undefined) return before;
    const letters = Object.entries(each).reduce((sum, [key, inner]) => sum + key.length + count(inner), 2);
    known.set(each, letters);
    return letters;
  };
  return count(value);
}
