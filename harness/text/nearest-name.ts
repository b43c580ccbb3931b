import { distance } from 'fastest-levenshtein';

/** The known name that was probably meant, whatever its case; undefined when none is near. Near is: at most a third of its letters differ. */
export function nearestName(written: string, known: readonly string[]): string | undefined {
  const [best] = known
    .map((name) => ({ name, edits: distance(written.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits);
  return best !== undefined && best.edits <= Math.max(1, Math.floor(best.name.length / 3)) ? best.name : undefined;
}
