import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { MutantsOptions } from './mutants-options.ts';
import { EnvironmentError, runError } from '../verdict/environment-error.ts';
import { namesOfMutants } from '../report/report-folder.ts';
import type { ExitCode } from '../verdict/results.ts';
import { texts } from '../text/texts.ts';
import { slug } from '../text/slug.ts';
import type { Job, JobParts, RunFacts, Work } from '../run/job.ts';
import { findLessons, selectLessons } from '../run/lessons.ts';
import { newRunId } from '../run/run-id.ts';
import { scheduleLessons } from '../run/schedule-lessons.ts';
import type { EndedLesson, LessonToRun } from '../run/lesson-handle.ts';
import { allMutants } from './generate.ts';
import { judge, judgeNeutral, unrun } from './judge.ts';
import { changedFolders, writeFolders } from './manifest-folders.ts';
import { concludeMutants, mutantLine, neutralLine } from './mutant-lines.ts';
import type { MutantResult, MutantsReport } from './mutant-results.ts';
import type { Mutant, Variant } from './mutant.ts';
import { readCategories, readEquivalents, readMutants } from './read-mutants.ts';
import { positionsOf } from './same-place.ts';
import { selectMutants, selectNeutral } from './select.ts';
import { mutantsExitCode, namedShare, scoreOf } from './summary.ts';
import { writeMutantsReport } from './write-report.ts';
import { verbatim } from '../text/language.ts';

/** Every failure fits it. */
const anyText = /(?:)/;

/** Where a run of mutants finds its data. */
export interface MutantsParts extends JobParts {
  folders: JobParts['folders'] & { mutants: string };
}

/** `npm run mutants`: each mutant's lesson once, with that one defect. */
export class MutantsJob implements Job {
  readonly name = 'mutants';
  readonly reportNames = namesOfMutants;
  readonly #options: MutantsOptions;
  readonly #parts: MutantsParts;
  readonly #judged: MutantResult[] = [];
  readonly #neutral: MutantsReport['neutral'] = { passed: 0, total: 0, failed: [] };
  /** Run ids of variants that may still have something on the cluster. */
  readonly #unfinished = new Set<string>();
  #mutants: Mutant[] = [];
  #changes: Variant[] = [];
  #specs = new Map<string, string>();

  constructor(options: MutantsOptions, parts: MutantsParts) {
    this.#options = options;
    this.#parts = parts;
  }

  plan(): void {
    const { folders, terminal } = this.#parts;
    const options = this.#options;
    const lessons = selectLessons(findLessons(folders), options.lessons);
    this.#specs = new Map(lessons.map(({ name, specFile }) => [name, specFile]));
    const categories = readCategories(folders.mutants);
    const listed = lessons.map(({ name }) => readMutants(folders.mutants, name, categories));
    const seconds = new Map(listed.map((each) => [each.lesson, each.seconds]));
    const secondsOf = (lesson: string): number => seconds.get(lesson) ?? 1;
    for (const { mutants, neutral } of listed) for (const variant of [...mutants, ...neutral]) refuseImpossible(folders.ours, variant);
    if (options.neutral) this.#changes = selectNeutral(listed.flatMap(({ neutral }) => neutral), options, secondsOf);
    else {
      const common = readEquivalents(folders.mutants);
      const { toRun, equivalent } = selectMutants(listed.flatMap((each) => allMutants(folders.ours, each, common)), options, [...categories.keys()], secondsOf);
      this.#mutants = toRun;
      this.#judged.push(...equivalent.map(unrun));
    }
    const count = texts.mutants.mutants(this.#mutants.length);
    terminal.tell(options.neutral ? texts.mutants.neutralChanges(this.#changes.length) : options.sample === undefined ? count : texts.mutants.sampled(count, options.seed));
  }

  async work({ signal, bounds, context, results, openRun, closeRun }: Work): Promise<void> {
    const { folders, terminal } = this.#parts;
    const copies = join(folders.work, 'mutants', context.runId);
    const lesson = (variant: Variant, place: number, onEnd: (ended: EndedLesson) => void, enough: RegExp): LessonToRun => {
      const dir = join(copies, String(place));
      writeFolders(changedFolders(folders.ours, variant), dir);
      const runId = newRunId();
      return {
        name: variant.lesson, specFile: this.#specs.get(variant.lesson) ?? '',
        context: { runId, bail: { source: enough.source, flags: enough.flags }, manifests: { dir, ours: folders.ours }, reportDir: join(context.reportDir, 'mutants', variant.lesson, folderOf(variant)) },
        onBegin: () => {
          this.#unfinished.add(runId);
          openRun(runId);
        },
        onEnd: (ended) => {
          results.leftovers.push(...ended.leftovers);
          if (ended.clean && ended.leftovers.length === 0) {
            this.#unfinished.delete(runId);
            closeRun(runId);
          }
          // What was cut short says nothing about the mutant.
          if (!signal.aborted) onEnd(ended);
        },
      };
    };
    const { language } = this.#options;
    let done = 0;
    const total = this.#mutants.length + this.#changes.length;
    const lessons = [
      ...this.#mutants.map((mutant, place) => lesson(mutant, place, (ended) => {
        const result = judge(mutant, ended, positionsOf(folders.ours, mutant));
        this.#judged.push(result);
        terminal.say(mutantLine(result, `${done += 1}/${total}`, language));
      }, mutant.because ?? anyText)),
      ...this.#changes.map((change, place) => lesson(change, place, (ended) => {
        const verdict = judgeNeutral(change, ended);
        this.#neutral.total += 1;
        if (verdict.status === 'passed') this.#neutral.passed += 1;
        else if (verdict.status === 'failed') this.#neutral.failed.push(verdict);
        else results.errors.push(runError(change.fullId, verbatim(verdict.reason), texts.mutants.errors.seeOutput));
        terminal.say(neutralLine(change, verdict, ended.result.durationMs, `${done += 1}/${total}`, language));
      }, anyText)),
    ];
    try {
      await scheduleLessons({ lessons, jobs: this.#options.jobs, signal, bounds, watch: () => undefined, context: { ...context, manifests: { dir: folders.ours, ours: folders.ours } } });
    } finally {
      rmSync(copies, { recursive: true, force: true });
    }
  }

  unfinished(): readonly string[] {
    return [...this.#unfinished];
  }

  report({ results: { errors, leftovers, startedAt }, durationMs, interrupted, place }: RunFacts): ExitCode {
    const mutants = this.#judged.toSorted((a, b) => a.id.localeCompare(b.id));
    const parts = { mutants, neutral: this.#neutral, errors, leftovers };
    const exitCode = mutantsExitCode(parts, interrupted);
    const report: MutantsReport = { schema: 1, startedAt, durationMs, exitCode, seed: this.#options.seed, score: scoreOf(mutants), named: namedShare(mutants), ...parts };
    if (place.reportDir !== undefined) writeMutantsReport(report, place.reportDir);
    for (const line of concludeMutants(report, place, this.#options.language)) this.#parts.terminal.say(line);
    return exitCode;
  }
}

/** A name for the variant's evidence: ids may be longer than a file name should be, and only differ at their ends. */
function folderOf({ id }: Variant): string {
  return `${slug(id)}-${createHash('sha256').update(id).digest('hex').slice(0, 6)}`;
}

/** A change that cannot be made is a mistake in the file of mutants. */
function refuseImpossible(dir: string, variant: Variant): void {
  try {
    changedFolders(dir, variant);
  } catch (error) {
    throw new EnvironmentError(`mutants/${variant.lesson}.yaml`, verbatim(`${variant.id}: ${error instanceof Error ? error.message : String(error)}`), texts.mutants.errors.impossible);
  }
}
