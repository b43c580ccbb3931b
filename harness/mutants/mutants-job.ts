import type { Use } from '../client/use.ts';
import type { MutantsOptions } from './mutants-options.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { namesOfMutants } from '../report/report-folder.ts';
import type { ExitCode } from '../verdict/results.ts';
import { texts } from '../text/texts.ts';
import type { Job, JobParts, RunFacts, Work } from '../run/job.ts';
import { findLessons, selectLessons } from '../run/lessons.ts';
import { newErrors } from '../run/new-errors.ts';
import { allVariants } from './all-variants.ts';
import { judge, unrun } from './judge.ts';
import { isCase } from './corpus/corpus-case.ts';
import { CorpusRun } from './corpus/corpus-run.ts';
import { changedFolders } from './manifest-folders.ts';
import { concludeMutants, mutantLine } from './mutant-lines.ts';
import type { MutantResult, MutantsReport } from './mutant-results.ts';
import { byBehaviour, type LessonMutants, type Mutant, type Variant } from './mutant.ts';
import { neutralCounts } from './neutral/neutral-counts.ts';
import { NeutralRun } from './neutral/neutral-run.ts';
import { positionsOf } from './same-place.ts';
import { selectCases, selectMutants, selectNeutral, type Choice } from './select.ts';
import { knownResults, type KnownResults } from './results/known-results.ts';
import { readReports } from './results/read-reports.ts';
import { explainedCounts } from './explained-variant.ts';
import { mutantsExitCode, namedShare, namedWithDifferenceShare, scoreOf } from './summary.ts';
import { explainVariants, toExplain, type UnexplainedVariant } from './explain-variants.ts';
import { checkout } from '../process/checkout.ts';
import { shortRevision } from '../process/revision.ts';
import { VariantRuns } from '../run/variant-runs.ts';
import { compareWithOurs } from '../explain/add-differences.ts';
import { hideSecretsIn } from '../secrets/known-secrets.ts';
import { writeMutantsReport } from './write-report.ts';
import { joinTexts, verbatim } from '../text/language.ts';
import { defined } from '../values/defined.ts';

/** Every failure fits it. */
const anyText = /(?:)/;

/** Where a run of mutants finds its data. */
export interface MutantsParts extends JobParts {
  folders: JobParts['folders'] & { mutants: string; corpus: string };
}

/** `npm run mutants`: each mutant's lesson once, with that one defect. */
export class MutantsJob implements Job {
  readonly name = 'mutants';
  readonly reportNames = namesOfMutants;
  readonly #options: MutantsOptions;
  readonly #parts: MutantsParts;
  readonly #judged: MutantResult[] = [];
  readonly #runs: VariantRuns;
  #mutants: Mutant[] = [];
  #neutral: NeutralRun | undefined;
  #corpus: CorpusRun | undefined;
  #specs = new Map<string, string>();
  #listed = new Map<string, LessonMutants>();
  #revision = '';

  constructor(options: MutantsOptions, parts: MutantsParts) {
    this.#options = options;
    this.#parts = parts;
    this.#runs = new VariantRuns({
      ours: parts.folders.ours, contracts: parts.folders.specs, work: parts.folders.work, jobs: options.jobs, reports: 'mutants', more: { withoutWritten: options.withoutWritten },
      specOf: (lesson) => this.#specs.get(lesson) ?? '', placesOf: (lesson) => this.#listed.get(lesson)?.places ?? 1,
      onAgain: (ids) => { parts.terminal.tell(texts.mutants.again(ids.join(', '))); },
    });
  }

  plan(): void {
    const { folders, terminal } = this.#parts;
    const options = this.#options;
    const lessons = selectLessons(findLessons(folders), options.lessons);
    terminal.tell(texts.mutants.making(lessons.length));
    this.#specs = new Map(lessons.map(({ name, specFile }) => [name, specFile]));
    const variants = allVariants(folders, lessons.map(({ name }) => name));
    const { listed, cases } = variants;
    this.#listed = new Map(listed.map((each) => [each.lesson, each]));
    const secondsOf = (lesson: string): number => this.#listed.get(lesson)?.seconds ?? 1;
    const known = options.resume === undefined ? undefined : knownResults(readReports(options.resume, '--resume'));
    const leftOf = (kind: keyof KnownResults): Choice => ({ secondsOf, ...(known === undefined ? {} : { isLeft: (id) => !known[kind].has(id) }) });
    for (const { mutants, neutral } of listed) for (const variant of [...mutants, ...neutral]) refuseImpossible(folders.ours, variant, `mutants/${variant.lesson}.yaml`);
    for (const one of cases) refuseImpossible(folders.ours, one, `corpus/${one.fullId}.yaml`);
    if (options.neutral) {
      const changes = selectNeutral(variants.neutral(), options, leftOf('neutral'));
      this.#neutral = new NeutralRun(changes, { dir: folders.ours, fixedNames: variants.fixedNames, seed: options.seed });
      terminal.tell(texts.mutants.inBatches(texts.mutants.neutralChanges(changes.length), this.#neutral.batches, options.seed));
      return;
    }
    if (options.corpus) {
      this.#corpus = new CorpusRun(selectCases(cases, options, leftOf('corpus')), folders);
      terminal.tell(texts.mutants.cases(this.#corpus.total));
      return;
    }
    const all = variants.mutants();
    const { toRun, equivalent } = selectMutants(options.withoutWritten ? all.map(byBehaviour) : all, options, variants.categories, leftOf(options.withoutWritten ? 'behaviour' : 'mutants'), cases);
    this.#mutants = toRun.filter((variant): variant is Mutant => !isCase(variant));
    const sampled = toRun.filter(isCase);
    if (sampled.length > 0) this.#corpus = new CorpusRun(sampled, folders);
    this.#judged.push(...equivalent.map(unrun));
    const number = texts.mutants.mutants(this.#mutants.length);
    const count = options.withoutWritten ? texts.mutants.byBehaviour(number) : number;
    const chosen = sampled.length === 0 ? count : joinTexts([count, texts.mutants.cases(sampled.length)]);
    terminal.tell(options.sample === undefined ? chosen : texts.mutants.sampled(chosen, options.seed));
  }

  async work(work: Work): Promise<void> {
    const { folders, terminal } = this.#parts;
    const { language, explain, jobs } = this.#options;
    this.#revision = await shortRevision(checkout, work.signal);
    const unexplained: UnexplainedVariant[] = [];
    const say = (line: string): void => { terminal.say(line); };
    await this.#neutral?.work(this.#runs, work, say, language);
    let done = 0;
    unexplained.push(...await this.#corpus?.work(this.#runs, work, say, { language, explain }) ?? []);
    await this.#runs.run(this.#mutants.map((mutant) => ({
      lesson: mutant.lesson, id: mutant.id, files: changedFolders(folders.ours, mutant), until: { failure: mutant.because ?? anyText, level: mutant.level ?? 'production' },
      onEnd: (ended, dir) => {
        const compared = { dir, ours: folders.ours, specs: folders.specs };
        const comparison = compareWithOurs(ended, compared);
        const result = judge(mutant, ended, positionsOf(folders.ours, mutant));
        this.#judged.push(result);
        if (explain && comparison !== undefined && result.status === 'killed') unexplained.push(...toExplain(mutant, result.by, ended, comparison, compared, (explained) => { result.explained = explained; }));
        say(mutantLine(result, `${done += 1}/${this.#mutants.length}`, language));
      },
    })), work);
    await explainVariants(unexplained, (variant) => positionsOf(folders.ours, variant), this.#runs, work, jobs, (line) => { terminal.tell(line); });
  }

  /** Mutants run on clusters of our own alone. */
  uses(): Promise<readonly Use[]> {
    return Promise.resolve([]);
  }

  unfinished(): readonly string[] {
    return this.#runs.unfinished();
  }

  report({ results: { errors, leftovers, startedAt }, durationMs, interrupted, place }: RunFacts): ExitCode {
    const mutants = this.#judged.toSorted((a, b) => a.id.localeCompare(b.id));
    const neutral = this.#neutral?.results() ?? neutralCounts([]);
    const parts = { mutants, neutral, ...defined({ corpus: this.#corpus?.results() }), errors, leftovers };
    const reportNow = (): MutantsReport => hideSecretsIn({
      schema: 1, ...(this.#options.withoutWritten ? { withoutWritten: true } : {}), startedAt, revision: this.#revision, durationMs, exitCode: mutantsExitCode(parts, interrupted), seed: this.#options.seed,
      score: scoreOf(mutants), named: namedShare(mutants), ...defined({ namedWithDifference: namedWithDifferenceShare(mutants), explained: explainedCounts(mutants) }), ...parts,
    });
    const unwritten = place.reportDir === undefined ? undefined : writeMutantsReport(reportNow(), place.reportDir);
    if (unwritten !== undefined) errors.push(...newErrors(errors, [unwritten]));
    const report = reportNow();
    const { exitCode } = report;
    for (const line of concludeMutants(report, place, this.#options.language)) this.#parts.terminal.say(line);
    return exitCode;
  }
}

/** A change that cannot be made is a mistake in the file that says it. */
function refuseImpossible(dir: string, variant: Variant, file: string): void {
  try {
    changedFolders(dir, variant);
  } catch (error) {
    throw new EnvironmentError(file, verbatim(`${variant.id}: ${error instanceof Error ? error.message : String(error)}`), texts.mutants.errors.impossible);
  }
}
