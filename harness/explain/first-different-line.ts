/** The first line (from 0) in which two texts differ; undefined where neither has several lines. */
export function firstDifferentLine(a: unknown, b: unknown): number | undefined {
  if (typeof a !== 'string' || typeof b !== 'string' || !(a + b).includes('\n')) return undefined;
  const [lines, others] = [a.split('\n'), b.split('\n')];
  const index = lines.findIndex((line, place) => line !== others[place]);
  return index < 0 ? lines.length : index;
}
