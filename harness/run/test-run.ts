import type { TestOptions } from './test-options.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import type { ExitCode, Results } from '../verdict/results.ts';
import { tellGitHub, writeReports } from '../report/write-reports.ts';
import { ClusterRun, type Work } from './cluster-run.ts';
import { exitCodeOf } from './exit-code.ts';
import { findLessons, lessonsIn, selectLessons } from './lessons.ts';
import { scheduleLessons } from './schedule-lessons.ts';
import type { LessonToRun } from './lesson-handle.ts';
import type { Prepared } from './stages.ts';

/** `npm test`: the lessons, each once. */
export class TestRun<P extends Prepared> extends ClusterRun<P, TestOptions> {
  protected readonly workName = 'lessons';
  #lessons: LessonToRun[] = [];

  protected plan(): void {
    const { folders } = this.parts;
    const all = findLessons(folders);
    const { manifests, lessons } = this.options;
    this.#lessons = manifests === undefined ? selectLessons(all, lessons) : lessonsIn(manifests, all, lessons);
    this.parts.terminal.expect(this.#lessons.map(({ name }) => name));
  }

  protected async work({ signal, bounds, context }: Work): Promise<void> {
    const { folders, terminal } = this.parts;
    const { jobs, grep, manifests } = this.options;
    const outcome = await scheduleLessons({
      lessons: this.#lessons, jobs, signal, bounds,
      ...(grep === undefined ? {} : { grep }),
      watch: (lesson, event) => { terminal.lesson(lesson, event); },
      context: { ...context, manifests: { dir: manifests ?? folders.ours, ours: folders.ours } },
    });
    const { results } = this;
    results.lessons.push(...outcome.results);
    results.errors.push(...outcome.errors.filter((error) => !results.errors.some((known) => known.message === error.message)));
    results.leftovers.push(...outcome.leftovers);
    if (grep !== undefined && results.lessons.every(({ tests }) => tests.length === 0)) {
      throw new EnvironmentError('--grep', `no test matches ${grep}`, 'Titles are shown when the lessons run; the pattern is a regular expression.');
    }
  }

  report(): ExitCode {
    const exitCode = exitCodeOf(this.results, this.interrupted);
    const results: Results = { ...this.results, durationMs: Date.now() - this.startedAt, exitCode };
    const { report, language, manifests } = this.options;
    if (this.reportIsOurs) writeReports(results, report, language);
    this.parts.terminal.conclude(results, { language, ...this.reportPlace });
    tellGitHub(results, { manifests: manifests ?? this.parts.folders.ours }, (line) => { this.parts.terminal.say(line); });
    return exitCode;
  }
}
