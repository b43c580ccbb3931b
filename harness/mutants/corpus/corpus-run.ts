import type { Work } from '../../run/job.ts';
import type { Language } from '../../text/language.ts';
import { compareWithOurs } from '../../explain/add-differences.ts';
import { changedFolders } from '../manifest-folders.ts';
import { positionsOf } from '../same-place.ts';
import type { VariantRuns } from '../../run/variant-runs.ts';
import { caseLine } from './case-lines.ts';
import { corpusCounts, type CorpusCase, type CorpusCounts, type CorpusResult } from './corpus-case.ts';
import { toExplain, type UnexplainedVariant } from '../explain-variants.ts';
import { judgeCase } from './judge-case.ts';

const anyText = /(?:)/;
const noText = /(?!)/;

/** Cases of the corpus, each run once. */
export class CorpusRun {
  readonly #cases: readonly CorpusCase[];
  readonly #folders: { ours: string; specs: string };
  readonly #results: CorpusResult[] = [];

  /** @param folders `ours`: the lessons whose manifests are changed; `specs`: their specs */
  constructor(cases: readonly CorpusCase[], folders: { ours: string; specs: string }) {
    this.#cases = cases;
    this.#folders = folders;
  }

  get total(): number {
    return this.#cases.length;
  }

  /** Runs them. Returns the mistakes whose causes are to be looked for: those that failed as they must; none without `explain`. */
  async work(runs: VariantRuns, work: Work, say: (line: string) => void, { language, explain }: { language: Language; explain: boolean }): Promise<UnexplainedVariant[]> {
    const { ours, specs } = this.#folders;
    const unexplained: UnexplainedVariant[] = [];
    await runs.run(this.#cases.map((one) => ({
      lesson: one.lesson, id: one.id, files: changedFolders(ours, one),
      // A mistake of production must keep the whole promise, and a right answer must pass to its end: what fails is all of interest.
      until: { level: 'promise', failure: one.passes || one.level === 'production' ? noText : anyText },
      onEnd: (ended, dir) => {
        const compared = { dir, ours, specs };
        const comparison = compareWithOurs(ended, compared);
        const result = judgeCase(one, ended, positionsOf(ours, one));
        this.#results.push(result);
        if (explain && comparison !== undefined && !one.passes && result.status === 'right') unexplained.push(...toExplain(one, result.by, ended, comparison, compared, (explained) => { result.explained = explained; }));
        say(caseLine(result, `${this.#results.length}/${this.#cases.length}`, language));
      },
    })), work);
    return unexplained;
  }

  /** What is known so far. */
  results(): CorpusCounts {
    return corpusCounts(this.#results);
  }
}
