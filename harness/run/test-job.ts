import { join } from 'node:path';
import type { Use } from '../client/use.ts';
import { compareWithOurs } from '../explain/add-differences.ts';
import { compareFolders } from '../explain/compare-folders.ts';
import { mapText, type Text } from '../text/language.ts';
import { decides } from '../verdict/level.ts';
import { explainFailure, runsForOneCause, type Unexplained } from './explain-run.ts';
import { VariantRuns } from './variant-runs.ts';
import { namesOfTests } from '../report/report-folder.ts';
import type { ManifestFolders } from '../manifests/manifests.ts';
import { manifestText } from '../manifests/reading/decode.ts';
import { hideSecretsIn } from '../secrets/known-secrets.ts';
import { tellGitHub, writeReports } from '../report/write-reports.ts';
import { texts } from '../text/texts.ts';
import { defined } from '../values/defined.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import type { ExitCode, LessonResult, Results, RunError } from '../verdict/results.ts';
import { saveCrash, toRunError } from './crash.ts';
import { exitCodeOf } from './exit-code.ts';
import type { Job, JobParts, RunFacts, Work } from './job.ts';
import type { EndedLesson, LessonToRun } from './lesson-handle.ts';
import { learnersFolder } from './learners-folder.ts';
import { findLessons, selectLessons } from './lessons.ts';
import { newErrors } from './new-errors.ts';
import { plannedUses } from './planned-uses.ts';
import { rerunCommand } from './rerun-command.ts';
import { scheduleLessons } from './schedule-lessons.ts';
import type { TestOptions } from './test-options.ts';
import { lacksVerdict } from './unfit-run.ts';

/** `npm test`: the lessons, each once, and once more what could not be judged beside others. */
export class TestJob implements Job {
  readonly name = 'lessons';
  readonly reportNames = namesOfTests;
  readonly #options: TestOptions;
  readonly #parts: JobParts;
  readonly #runs: VariantRuns;
  readonly #unexplained: Unexplained[] = [];
  #lessons: LessonToRun[] = [];
  /** Where the learner's manifests lie; ours before the plan is made, and where no folder was named. */
  #folders: ManifestFolders;

  constructor(options: TestOptions, parts: JobParts) {
    this.#options = options;
    this.#parts = parts;
    const { ours, work, specs } = parts.folders;
    this.#folders = { dir: options.manifests ?? ours, ours, contracts: specs };
    this.#runs = new VariantRuns({ ours, contracts: specs, work, jobs: runsForOneCause, reports: 'explain', more: { keep: false }, placesOf: () => 1, specOf: (lesson) => this.#lessons.find(({ name }) => name === lesson)?.specFile ?? '' });
  }

  plan(): void {
    const { folders, terminal } = this.#parts;
    const all = findLessons(folders);
    const { manifests, lessons, level } = this.#options;
    if (manifests === undefined) this.#lessons = selectLessons(all, lessons);
    else {
      const found = learnersFolder(manifests, all, lessons, folders.specs);
      this.#lessons = found.lessons;
      this.#folders = { ...this.#folders, ...found.folders };
      for (const note of found.notes) terminal.tell(note);
    }
    terminal.expect(this.#lessons.map(({ name }) => name), level);
  }

  async work(work: Work): Promise<void> {
    const { results } = work;
    const { jobs, grep, keep } = this.#options;
    const unfit = await this.#run(this.#lessons, jobs, work);
    // What is kept would be in the way of a second run.
    if (jobs > 1 && this.#lessons.length > 1 && keep === false) await this.#runAgain(unfit, work);
    await this.#explain(work);
    if (grep !== undefined && results.lessons.every(({ tests }) => tests.length === 0) && results.errors.every(({ code }) => code !== 'endless-pattern')) {
      throw new EnvironmentError('--grep', texts.run.noMatch(grep), texts.run.noMatchHint);
    }
  }

  /** Runs lessons and adds what became of them. Returns those without a verdict because of a measurement that was not fit to judge by. */
  async #run(lessons: readonly LessonToRun[], jobs: number, { signal, bounds, context, results }: Work): Promise<LessonResult[]> {
    const { terminal } = this.#parts;
    const { grep, level } = this.#options;
    const unfit: LessonResult[] = [];
    const onEnd = (ended: EndedLesson): void => {
      this.#compareSafely(ended, results.errors);
      if (lacksVerdict(ended)) unfit.push(ended.result);
    };
    const outcome = await scheduleLessons({
      lessons: lessons.map((lesson) => ({ ...lesson, onEnd })), jobs, signal, bounds,
      ...defined({ grep }),
      watch: (lesson, event) => { terminal.lesson(lesson, event); },
      context: { ...context, level, manifests: this.#folders },
    });
    results.lessons.push(...outcome.results);
    results.errors.push(...newErrors(results.errors, outcome.errors));
    results.leftovers.push(...outcome.leftovers);
    return unfit;
  }

  /** Those that could not be judged beside others have no verdict yet: each runs once more, by itself, and its result says why. */
  async #runAgain(unfit: readonly LessonResult[], work: Work): Promise<void> {
    const { results, signal } = work;
    for (const { name, tests } of unfit) {
      if (signal.aborted) break;
      const { reason = '', ja } = tests.find(({ status }) => status === 'invalid') ?? {};
      const text = texts.run.again({ en: reason, ja: ja?.reason ?? reason });
      this.#parts.terminal.lesson(name, { type: 'note', text });
      results.lessons = results.lessons.filter((each) => each.name !== name);
      await this.#run(this.#lessons.filter((lesson) => lesson.name === name), 1, work);
      const again = results.lessons.find((each) => each.name === name);
      if (again !== undefined) again.notes = [...again.notes ?? [], { text: text.en, ja: { text: text.ja } }];
    }
    results.lessons.sort((a, b) => a.name.localeCompare(b.name));
  }

  async uses({ signal, context }: Pick<Work, 'signal' | 'context'>): Promise<readonly Use[]> {
    const { jobs, grep } = this.#options;
    return await plannedUses({ lessons: this.#lessons, context: { ...context, manifests: this.#folders }, jobs, signal, ...defined({ grep }) });
  }

  /** What only explains a verdict must not cost it, nor the clean-up of the others. */
  #compareSafely(ended: EndedLesson, errors: RunError[]): void {
    try {
      this.#compare(ended);
    } catch (error) {
      errors.push(toRunError(ended.result.name, error, () => saveCrash(this.#options.report, error)));
    }
  }

  /** Where a learner's lesson fails it is told in what the manifests differ from ours, which hold. */
  #compare(ended: EndedLesson): void {
    const { manifests, level } = this.#options;
    if (manifests === undefined) return;
    const folders = { ...this.#folders, specs: this.#parts.folders.specs };
    const comparison = compareWithOurs(ended, folders);
    const failed = ended.result.tests.filter(({ failure }) => failure !== undefined && failure.unexpected !== true);
    const test = failed.find((each) => decides(each, level)) ?? failed[0];
    if (comparison !== undefined && test !== undefined) this.#unexplained.push({ lesson: ended.result.name, test, comparison, strict: () => compareFolders(folders, ended.result.name, ended.standsOn, true) });
  }

  /** Looks for the cause of the first failure of each lesson, one lesson after the other. */
  async #explain(work: Work): Promise<void> {
    const { explainRuns: most } = this.#options;
    if (most === undefined) return;
    for (const each of this.#unexplained) {
      const found = await explainFailure(each, this.#runs, work, { most, jobs: runsForOneCause }, (line) => { this.#parts.terminal.tell(indented(line)); });
      if (found !== undefined && each.test.failure !== undefined) each.test.failure.explained = found.explained;
    }
  }

  /** Lessons belong to the run itself; runs that look for a cause have ids of their own. */
  unfinished(): readonly string[] {
    return this.#runs.unfinished();
  }

  report({ results: known, durationMs, interrupted, place }: RunFacts): ExitCode {
    const { language, level } = this.#options;
    const { terminal } = this.#parts;
    const { dir } = this.#folders;
    const { schema, startedAt, ...rest } = known;
    const resultsNow = (): Results => hideSecretsIn({ schema, startedAt, durationMs, exitCode: exitCodeOf({ ...known, level }, interrupted), level, ...rest });
    const write = (folder: string): RunError | undefined => writeReports(resultsNow(), folder, language, {
      manifest: (file) => manifestText(join(dir, file)),
      again: (lesson) => rerunCommand([lesson], this.#options),
    });
    const unwritten = place.reportDir === undefined ? undefined : write(place.reportDir);
    if (unwritten !== undefined && place.reportDir !== undefined) {
      known.errors.push(...newErrors(known.errors, [unwritten]));
      // What fits says so too.
      write(place.reportDir);
    }
    const results = resultsNow();
    const { exitCode } = results;
    terminal.conclude(results, { ...(unwritten === undefined ? place : {}), manifests: dir, ...defined({ again: rerunCommand(results.lessons, this.#options) }) });
    tellGitHub(results, { manifests: dir }, language, (line) => { terminal.sayWhole(line); });
    return exitCode;
  }
}

function indented(line: Text): Text {
  return mapText(line, (text) => `  ${text}`);
}
