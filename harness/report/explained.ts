import { seconds } from '../text/duration.ts';
import { joinTexts, verbatim, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import type { Explained } from '../verdict/results.ts';

const t = texts.explain.verdicts;

/** What was found out about one cause of a failure, or about the failure where there is none, as a sentence. */
export function explainedText(explained: Explained, cause = 0): Text {
  const { verdict, causes, passesWithout } = explained;
  const runs = t.runs(explained.runs, seconds(explained.durationMs));
  switch (verdict) {
    case 'cluster': return t.cluster(runs);
    case 'not reproduced': return t.notReproduced(runs);
    case 'unfinished': return causes.length === 0 ? t.tooFew(runs) : t.unfinished(runs);
    case 'proved': {
      const count = causes[cause]?.length ?? 0;
      const passes = passesWithout !== true ? verbatim('') : causes.length === 1 ? t.passes(count) : t.passesWithAll;
      return joinTexts([t.proved(count, passes, runs), passesWithout === false ? t.otherCause : verbatim('')], '; ');
    }
  }
}
