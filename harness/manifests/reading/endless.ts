/** Whether a value holds itself, as YAML lets it by an alias within what the alias names: it has no end, and no JSON. */
export function isEndless(value: unknown): boolean {
  const above = new Set<object>();
  // What many aliases stand for is looked at once.
  const ended = new Set<object>();
  const look = (each: unknown): boolean => {
    if (typeof each !== 'object' || each === null || ended.has(each)) return false;
    if (above.has(each)) return true;
    above.add(each);
    const endless = Object.values(each).some(look);
    above.delete(each);
    ended.add(each);
    return endless;
  };
  return look(value);
}
