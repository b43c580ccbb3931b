import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { locationOf } from '../verdict/lesson-failure.ts';
import type { Explained, Failure, ManifestDifference } from '../verdict/results.ts';

const t = texts.explain;

/** What is said of the differences of a failure: the one it likely comes from, how many others there are, and these. */
export interface ToldDifferences {
  likely?: ManifestDifference;
  /** Absent: there is none but the likely one. */
  others?: { sentence: Text; list: readonly ManifestDifference[] };
}

/** The differences of a failure as they are told; undefined when there is none. */
export function toldDifferences({ differences = [], differencesInAll = differences.length, explained }: Failure): ToldDifferences | undefined {
  if (differences.length === 0 || isProved(explained)) return undefined;
  const likely = differences.find((each) => each.likely === true);
  const list = differences.filter((each) => each !== likely);
  if (list.length === 0) return likely === undefined ? {} : { likely };
  const sentence = likely === undefined ? t.places(differencesInAll, list.length) : t.more(differencesInAll - 1);
  return { ...(likely === undefined ? {} : { likely }), others: { sentence, list } };
}

/** What is proved needs no list of what else it might have been. */
function isProved(explained: Explained | undefined): boolean {
  return explained?.verdict === 'proved' && explained.passesWithout === true;
}

/** `Deployment/db spec.replicas (04-mysql/db.yaml:7): \`2\`; the lesson's own manifests: \`1\``, from a failure in the reader's language. */
export function differenceText(difference: ManifestDifference, place: { file?: string } = {}): Text {
  const { observed, ours } = difference;
  const sides = t.sides(observed, ours);
  const where = locationOf({ ...difference, ...place });
  return { en: `${where}: ${sides.en}`, ja: `${where}: ${sides.ja}` };
}
