import { join } from 'node:path';
import { addDifferences } from '../explain/add-differences.ts';
import { compareFolders } from '../explain/compare-folders.ts';
import { namesOfTests } from '../report/report-folder.ts';
import { manifestText } from '../manifests/reading/decode.ts';
import { tellGitHub, writeReports } from '../report/write-reports.ts';
import { texts } from '../text/texts.ts';
import { defined } from '../values/defined.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import type { ExitCode, Results } from '../verdict/results.ts';
import { exitCodeOf } from './exit-code.ts';
import type { Job, JobParts, RunFacts, Work } from './job.ts';
import type { EndedLesson, LessonToRun } from './lesson-handle.ts';
import { findLessons, lessonsIn, selectLessons } from './lessons.ts';
import { newErrors } from './new-errors.ts';
import { rerunCommand } from './rerun-command.ts';
import { scheduleLessons } from './schedule-lessons.ts';
import type { TestOptions } from './test-options.ts';

/** `npm test`: the lessons, each once. */
export class TestJob implements Job {
  readonly name = 'lessons';
  readonly reportNames = namesOfTests;
  readonly #options: TestOptions;
  readonly #parts: JobParts;
  #lessons: LessonToRun[] = [];

  constructor(options: TestOptions, parts: JobParts) {
    this.#options = options;
    this.#parts = parts;
  }

  plan(): void {
    const { folders, terminal } = this.#parts;
    const all = findLessons(folders);
    const { manifests, lessons, level } = this.#options;
    this.#lessons = manifests === undefined ? selectLessons(all, lessons) : lessonsIn(manifests, all, lessons);
    terminal.expect(this.#lessons.map(({ name }) => name), level);
  }

  async work({ signal, bounds, context, results }: Work): Promise<void> {
    const { folders, terminal } = this.#parts;
    const { jobs, grep, manifests } = this.#options;
    const outcome = await scheduleLessons({
      lessons: this.#lessons.map((lesson) => ({ ...lesson, onEnd: (ended: EndedLesson) => { this.#compare(ended); } })), jobs, signal, bounds,
      ...defined({ grep }),
      watch: (lesson, event) => { terminal.lesson(lesson, event); },
      context: { ...context, manifests: { dir: manifests ?? folders.ours, ours: folders.ours } },
    });
    results.lessons.push(...outcome.results);
    results.errors.push(...newErrors(results.errors, outcome.errors));
    results.leftovers.push(...outcome.leftovers);
    if (grep !== undefined && results.lessons.every(({ tests }) => tests.length === 0)) {
      throw new EnvironmentError('--grep', texts.run.noMatch(grep), texts.run.noMatchHint);
    }
  }

  /** Where a learner's lesson fails it is told in what the manifests differ from ours, which hold. */
  #compare({ result, standsOn }: EndedLesson): void {
    const { folders } = this.#parts;
    const { manifests } = this.#options;
    if (manifests === undefined || result.tests.every(({ failure }) => failure === undefined)) return;
    const comparison = compareFolders({ dir: manifests, ours: folders.ours, specs: folders.specs }, result.name, standsOn);
    if (comparison !== undefined) addDifferences(result, comparison);
  }

  /** Lessons belong to the run itself. */
  unfinished(): readonly string[] {
    return [];
  }

  report({ results: known, durationMs, interrupted, place }: RunFacts): ExitCode {
    const { language, manifests, level } = this.#options;
    const { folders, terminal } = this.#parts;
    const exitCode = exitCodeOf({ ...known, level }, interrupted);
    const { schema, startedAt, ...rest } = known;
    const results: Results = { schema, startedAt, durationMs, exitCode, level, ...rest };
    if (place.reportDir !== undefined) {
      writeReports(results, place.reportDir, language, {
        manifest: (file) => manifestText(join(manifests ?? folders.ours, file)),
        again: (lesson) => rerunCommand([lesson], this.#options),
      });
    }
    terminal.conclude(results, { ...place, manifests: manifests ?? folders.ours, ...defined({ again: rerunCommand(results.lessons, this.#options) }) });
    tellGitHub(results, { manifests: manifests ?? folders.ours }, language, (line) => { terminal.sayWhole(line); });
    return exitCode;
  }
}
